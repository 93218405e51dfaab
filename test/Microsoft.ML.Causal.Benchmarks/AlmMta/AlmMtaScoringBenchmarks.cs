// Licensed under the MIT licence; see LICENSE in the repository root.

using BenchmarkDotNet.Attributes;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>Scoring of one journey: a forward pass, with the deletions of all its touches, and with their intervals.</summary>
[InProcess]
[MemoryDiagnoser]
[WarmupCount(3)]
[IterationCount(5)]
public class AlmMtaScoringBenchmarks
{
    private const int Journeys = 1000;
    private TrainingJourneyReader _reader = null!;
    private AlmMtaScorer _plain = null!, _bounded = null!;
    private AlmMtaScore _score = null!;

    /// <summary>Trains a core on drawn journeys.</summary>
    [GlobalSetup]
    public void Setup()
    {
        CdpDraw draw = CdpDraw.Draw(AttributionWorld.Draw(), AttributionSetting.Strong, 16_000, seed: 1, "R_medium", "U_cos");
        var options = new AlmMtaOptions { ProxyColumnName = "R", Stack = AlmMtaStack.Off };
        AlmMtaModel model = AlmMtaTrainer.Fit(options, draw.Training, 1, SilentMonitor.Instance, CancellationToken.None);
        (_bounded, _plain) = (AlmMtaScorer.Of(model), AlmMtaScorer.Of(new(model.Settings with { BootstrapFits = 0 }, model.Arrays)));
        (_reader, _score) = (new(draw.Test), new(model.Settings.MaxTouchpoints));
    }

    /// <summary>Probabilities alone.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Journeys)]
    public float ForwardPass() => Score(_plain, effects: false);

    /// <summary>Probabilities and the effects of all touches.</summary>
    [Benchmark(OperationsPerInvoke = Journeys)]
    public float AllDeletions() => Score(_plain, effects: true);

    /// <summary>The same with intervals.</summary>
    [Benchmark(OperationsPerInvoke = Journeys)]
    public float WithIntervals() => Score(_bounded, effects: true);

    private float Score(AlmMtaScorer scorer, bool effects)
    {
        for (int i = 0; i < Journeys; i++)
            scorer.Score(_reader.Read(i), _score, effects);
        return _score.Probability;
    }
}
