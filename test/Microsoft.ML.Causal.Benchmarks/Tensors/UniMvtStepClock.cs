// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Diagnostics;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>Times the training steps of UniMVT's default form on a generated world, one thread, batch 1,024.</summary>
internal sealed class UniMvtStepClock : ITrainingMonitor
{
    private const int Rows = 80_000, WarmEpochs = 3, Epochs = 9, BatchSize = 1024;

    private readonly List<(TimeSpan Time, long Allocated)> _epochs = [];
    private UniMvtModel _model = null!;
    private double _treatedShare;

    /// <summary>Trains some epochs.</summary>
    /// <param name="engine">On what; null means the managed engine.</param>
    public static UniMvtStepClock Run(TrainingEngine? engine = null)
    {
        CouponSample sample = CouponSample.Logs(CouponWorld.Syn1Probability, Rows);
        var data = new UniMvtTrainingData(sample.Features, sample.Features.Length / Rows, sample.Treatment, sample.Intensity, sample.Label);
        var clock = new UniMvtStepClock { _treatedShare = sample.Treatment.Average(treated => treated ? 1.0 : 0) };
        var options = new UniMvtOptions { InputEncoding = InputEncoding.Periodic, Threads = 1, Epochs = Epochs, BatchSize = BatchSize, Engine = engine };
        clock._model = UniMvtTrainer.Fit(options, data, seed: 1, clock, CancellationToken.None);
        return clock;
    }

    /// <summary>Gets the processor time of a step in seconds: that of the best epoch once warm, by the number of its steps.</summary>
    public double SecondsPerStep => Enumerable.Range(WarmEpochs, Epochs - WarmEpochs)
        .Min(epoch => (_epochs[epoch].Time - _epochs[epoch - 1].Time).TotalSeconds) / Steps;

    /// <summary>Gets the bytes that a step allocates, those of its epoch shared out.</summary>
    public double BytesPerStep => (_epochs[^1].Allocated - _epochs[^2].Allocated) / (double)Steps;

    /// <summary>Gets the floating-point operations of a step's products: three products for each weight that an arm's rows meet.</summary>
    public double Operations
    {
        get
        {
            double controls = 0, treated = 0;
            foreach ((string name, int[] shape, _) in _model.Arrays.Where(array => array.Shape.Length > 1))
            {
                double weights = shape.Aggregate(1.0, (product, extent) => product * extent);
                bool both = new[] { "encoder.weight", "experts.", "gate.base", "tower.base", "skip.base" }.Any(name.Contains);
                controls += both ? weights : 0;
                treated += weights;
            }

            return 3 * 2 * (double)Rows / Steps * ((1 - _treatedShare) * controls + _treatedShare * treated);
        }
    }

    private static int Steps => (Rows + BatchSize - 1) / BatchSize;

    public void Message(string text)
    {
    }

    public void Warning(string text)
    {
    }

    public void Progress(in TrainingProgress progress) =>
        _epochs.Add((Process.GetCurrentProcess().TotalProcessorTime, GC.GetAllocatedBytesForCurrentThread()));
}
