// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>One request: whom it was for, what became of it, and how long it took.</summary>
/// <param name="Target">Number of the address.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Version">Which of the two models answered.</param>
/// <param name="Time">From sending to the last byte of the answer.</param>
internal readonly record struct LoadAnswer(int Target, LoadOutcome Outcome, int Version, TimeSpan Time);
