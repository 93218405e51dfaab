#!/usr/bin/env bash
# The one entry point on Linux and macOS; build.cmd has the same verbs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

usage() {
  cat <<'TEXT'
usage: ./build.sh [verb ...] [-- arguments]     without a verb: restore build test

  restore   restores packages; finds out whether the feed serves Microsoft.ML and TorchSharp (eng/Dependencies.targets)
  build     builds everything, warnings are errors
  test      runs all tests
  samples   runs the samples' tour, or what the arguments name: ./build.sh samples -- coupons --help
  bench     runs the benchmarks; arguments go to BenchmarkDotNet: ./build.sh bench -- --filter '*'
  pack      packs the libraries into artifacts/packages; refuses where stand-ins are in use
  api       writes the packages' public surface to eng/api/public, which a test holds them to
  help      prints this text

CONFIGURATION (Release unless set) names the build configuration.
TEXT
}

configuration=${CONFIGURATION:-Release}
verbs=()
while [ $# -gt 0 ] && [ "$1" != "--" ]; do verbs+=("$1"); shift; done
if [ "${1:-}" = "--" ]; then shift; fi
if [ ${#verbs[@]} -eq 0 ]; then verbs=(restore build test); fi

for verb in "${verbs[@]}"; do
  case "$verb" in
    restore) dotnet restore ;;
    build) dotnet build -c "$configuration" -warnaserror ;;
    test) dotnet test -c "$configuration" "$@" ;;
    samples) dotnet run -c "$configuration" --project src/Samples -- "$@" ;;
    bench) dotnet run -c Release --project test/Microsoft.ML.Causal.Benchmarks -- "$@" ;;
    pack) dotnet pack -c Release -o artifacts/packages "$@" ;;
    api) dotnet test test/Microsoft.ML.Causal.Tests -c "$configuration" --filter PublicApiTests -e UPDATE_PUBLIC_API=1 "$@" ;;
    help|-h|--help) usage ;;
    *) echo "build.sh: '$verb' is not one of restore, build, test, samples, bench, pack, api, help." >&2; exit 2 ;;
  esac
done
