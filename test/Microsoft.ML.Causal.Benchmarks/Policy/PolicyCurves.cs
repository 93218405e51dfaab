// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>What somebody holds of a draw's randomised rows: a model, or the truth.</summary>
/// <param name="Base">p₀, [n].</param>
/// <param name="Curves">p(q), [n,g].</param>
internal sealed record PolicyCurves(float[] Base, float[] Curves)
{
    /// <summary>The world's own probabilities.</summary>
    public static PolicyCurves Truth(CouponDraw draw, CouponWorld world, float[] intensities)
    {
        float[] bases = new float[draw.Truth.Rows], curves = new float[bases.Length * intensities.Length];
        for (int i = 0; i < bases.Length; i++)
        {
            double[] x = [.. draw.Truth.Features.AsSpan(i * CouponWorld.Features, CouponWorld.Features).ToArray().Select(value => (double)value)];
            bases[i] = (float)world.BaseProbability(x);
            for (int g = 0; g < intensities.Length; g++)
                curves[i * intensities.Length + g] = (float)world.Probability(x, intensities[g]);
        }

        return new(bases, curves);
    }

    /// <summary>A form of UniMVT, fitted to the logs.</summary>
    public static PolicyCurves UniMvt(UniMvtOptions options, CouponDraw draw, float[] intensities, int seed)
    {
        UniMvtModel model = UniMvtTrainer.Fit(options with { Grid = intensities }, draw.Training, seed, SilentMonitor.Instance, CancellationToken.None);
        var scorer = new UniMvtScorer(model);
        UniMvtTrainingData rows = draw.Truth;
        float[] bases = new float[rows.Rows], curves = new float[bases.Length * intensities.Length];
        UniMvtScore score = default;
        for (int i = 0; i < bases.Length; i++)
        {
            Span<float> curve = curves.AsSpan(i * intensities.Length, intensities.Length);
            scorer.Score(rows.Features.AsSpan(i * rows.FeatureCount, rows.FeatureCount), [], float.NaN, ref score, curve);
            bases[i] = score.BaseProbability;
        }

        return new(bases, curves);
    }

    /// <summary>A baseline, fitted to the logs.</summary>
    public static PolicyCurves Baseline(UpliftMethod method, CouponDraw draw, float[] intensities, int seed)
    {
        float[] bases = new float[draw.Truth.Rows], curves = new float[bases.Length * intensities.Length];
        UpliftFit.Run(method, new(), draw.Training, seed).Curves(draw.Truth.Features, intensities, bases, curves);
        return new(bases, curves);
    }
}
