// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>Trains a baseline by mini-batches of all rows.</summary>
internal static class UpliftFit
{
    // Most clusters of intensities that count as tiers, as for UniMVT.
    private const int MostTiers = 32;

    /// <summary>Trains on the numeric features of <paramref name="data"/>.</summary>
    /// <param name="method">The method.</param>
    /// <param name="options">Network and schedule.</param>
    /// <param name="data">Rows of both arms.</param>
    /// <param name="seed">Seed of initialisation and shuffling.</param>
    public static UpliftModel Run(UpliftMethod method, UpliftOptions options, UniMvtTrainingData data, int seed)
    {
        float[] intensities = [.. data.Intensity.Where((_, i) => data.Treated[i])];
        if (intensities.Length == 0 || intensities.Length == data.Rows)
            throw new InvalidOperationException($"An uplift model needs both arms; {intensities.Length} of {data.Rows} rows are treated.");

        float largest = intensities.Max();
        Standardiser standardiser = Standardiser.Fit(data.Features, data.FeatureCount);
        UpliftNetwork<float> network = Create<float>(
            method, data.FeatureCount, intensities.Min() / largest, options, new RandomStream(seed, $"{method}/initialisation"));
        TrainingEngine engine = ManagedEngine.Default;
        using (Tape<float> tape = engine.CreateTape(network.Parameters))
            Train(network, tape, engine, options, data, standardiser, largest, new RandomStream(seed, $"{method}/shuffling"));
        float[] tiers = network.HasDose ? IntensityTiers.Find(intensities, MostTiers).Centres : [intensities.Average()];
        return new UpliftModel(network, standardiser, largest, tiers);
    }

    /// <summary>Makes a network with fresh weights.</summary>
    /// <param name="method">The method.</param>
    /// <param name="features">d.</param>
    /// <param name="lowestDose">Least treated t/t_max, where strata begin.</param>
    /// <param name="options">Widths and loss weights.</param>
    /// <param name="random">Draws weights.</param>
    public static UpliftNetwork<T> Create<T>(UpliftMethod method, int features, double lowestDose, UpliftOptions options, RandomStream random)
        where T : unmanaged, IFloatingPointIeee754<T> => method switch
        {
            UpliftMethod.SLearner => new SLearnerNetwork<T>(features, options, random),
            UpliftMethod.TLearner => new TLearnerNetwork<T>(features, options, random),
            UpliftMethod.CfrNet => new CfrNetwork<T>(features, options, random),
            UpliftMethod.FlexTeNet => new FlexTeNetwork<T>(features, options, random),
            UpliftMethod.DrNet => new DrNetwork<T>(features, lowestDose, options, random),
            UpliftMethod.VcNet => new VcNetwork<T>(features, options, random),
            UpliftMethod.Descn => new DescnNetwork<T>(features, options, random),
            _ => throw new ArgumentOutOfRangeException(nameof(method), method, "There is no such uplift method."),
        };

    private static void Train(
        UpliftNetwork<float> network, Tape<float> tape, TrainingEngine engine, UpliftOptions options, UniMvtTrainingData data,
        Standardiser standardiser, float largest, RandomStream random)
    {
        Optimizer<float> optimizer = engine.CreateOptimizer(tape, new OptimizerOptions { WeightDecay = options.WeightDecay });
        int steps = (data.Rows + options.BatchSize - 1) / options.BatchSize, total = steps * options.Epochs;
        var schedule = new LearningRateSchedule.WarmUpCosine(options.LearningRate, Math.Min(options.WarmupSteps, total / 5), total);
        int[] order = [.. Enumerable.Range(0, data.Rows)];
        UpliftBatch<float> batch = new(data.Rows / steps + 1, data.FeatureCount);
        float[] z = new float[data.FeatureCount];
        for (int epoch = 0; epoch < options.Epochs; epoch++)
        {
            random.Shuffle(order.AsSpan());
            for (int step = 0; step < steps; step++)
            {
                int from = (int)((long)data.Rows * step / steps), to = (int)((long)data.Rows * (step + 1) / steps);
                batch.Clear();
                foreach (int row in order.AsSpan(from, to - from))
                {
                    standardiser.Apply(data.Features.AsSpan(row * z.Length, z.Length), z);
                    batch.Add(z, data.Treated[row], data.Intensity[row] / largest, data.Label[row]);
                }

                tape.Reset();
                tape.Backward(network.Loss(tape, batch));
                optimizer.Step(schedule.At(optimizer.Steps, epoch));
            }
        }

        tape.Pull();
    }
}
