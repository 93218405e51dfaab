// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Tests.UniMvt;

/// <summary>Small generated problems that the tests of UniMVT share.</summary>
internal static class UniMvtExample
{
    /// <summary>A schedule that ends in a moment; what it learns does not matter.</summary>
    public static UniMvtOptions Quick { get; } = new()
    {
        InputEncoding = InputEncoding.Periodic,
        Epochs = 2,
        BatchSize = 256,
        Threads = 1,
    };

    /// <summary>Logs of a coupon world.</summary>
    public static UniMvtTrainingData Logs(CouponWorld world, int rows, int seed = 0)
    {
        CouponSample sample = CouponSample.Logs(world, rows, seed);
        return new(sample.Features, CouponWorld.Features, sample.Treatment, sample.Intensity, sample.Label);
    }

    /// <summary>Fits without a listener.</summary>
    public static UniMvtModel Fit(UniMvtOptions options, UniMvtTrainingData data, int seed = 1) =>
        UniMvtTrainer.Fit(options, data, seed, SilentMonitor.Instance, CancellationToken.None);

    /// <summary>Unit uplifts of rows [n,8].</summary>
    public static float[] UnitUplift(UniMvtModel model, ReadOnlySpan<float> features)
    {
        var scorer = new UniMvtScorer(model);
        var uplift = new float[features.Length / CouponWorld.Features];
        var score = new UniMvtScore();
        for (int i = 0; i < uplift.Length; i++)
        {
            scorer.Score(features.Slice(i * CouponWorld.Features, CouponWorld.Features), [], float.NaN, ref score, []);
            uplift[i] = score.UnitUplift;
        }

        return uplift;
    }

    /// <summary>All weights in one array.</summary>
    public static float[] Weights(UniMvtModel model) => [.. model.Arrays.SelectMany(array => array.Values)];

    /// <summary>One arm of random rows in double, all loss inputs filled.</summary>
    public static UniMvtBatch<double> Batch(int rows, int features, int cardinality, int tiers, string name)
    {
        var random = new RandomStream(20260103, name);
        var x = new double[rows * features];
        random.FillGaussian(x.AsSpan(), 1);
        double[] t = [.. Enumerable.Range(0, rows).Select(_ => random.NextDouble(1, 4))];
        var arm = new UniMvtArm<double>(
            x, features, [.. Enumerable.Range(0, rows).Select(i => (double)(i % 2))], t,
            [.. Enumerable.Range(0, rows).Select(_ => random.NextInteger(tiers))],
            [.. Enumerable.Range(0, rows).Select(_ => random.NextDouble(0.5, 1.5))],
            [[.. Enumerable.Range(0, rows).Select(_ => random.NextInteger(cardinality + 1))]]);
        var batch = new UniMvtBatch<double>(arm, rows);
        batch.Gather([.. Enumerable.Range(0, rows)]);
        return batch;
    }
}
