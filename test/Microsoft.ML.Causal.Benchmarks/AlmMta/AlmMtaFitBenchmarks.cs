// Licensed under the MIT licence; see LICENSE in the repository root.

using BenchmarkDotNet.Attributes;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>Training of ALM-MTA's core on drawn journeys, validity probes and intervals among it.</summary>
[InProcess]
[MemoryDiagnoser]
[WarmupCount(1)]
[IterationCount(5)]
public class AlmMtaFitBenchmarks
{
    private CdpDraw _draw = null!;

    /// <summary>Rows drawn; four fifths of them are trained on.</summary>
    [Params(16_000, 60_000)]
    public int Rows { get; set; }

    /// <summary>Draws the journeys.</summary>
    [GlobalSetup]
    public void Setup() => _draw = CdpDraw.Draw(AttributionWorld.Draw(), AttributionSetting.Strong, Rows, seed: 1, "R_medium", "U_cos");

    /// <summary><c>ObservedProxy</c> without the stack.</summary>
    [Benchmark]
    public object ObservedCore() => Fit(new() { ProxyColumnName = "R", Stack = AlmMtaStack.Off });

    /// <summary><c>MatchedOutcome</c>.</summary>
    [Benchmark]
    public object MatchedCore() => Fit(new() { MatchColumnName = "U" });

    private AlmMtaModel Fit(AlmMtaOptions options) => AlmMtaTrainer.Fit(options, _draw.Training, 1, SilentMonitor.Instance, CancellationToken.None);
}
