// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Rows drawn from a <see cref="CouponWorld"/>, with the truth beside each.</summary>
/// <remarks>
/// <code>
/// logs:        π = clip(σ(a₀ + v), .02, .98), w ~ Bern(π), tier k ~ softmax_k(0.5 v r_k), r_k = (m_k − mean)/sd of the tiers
///              t = w (m_k + clip(0.08 tanh v + 0.15 ε, ±0.4)),  ε ~ N(0,1)
/// randomised:  w ~ Bern(.5), k uniform, t = w (m_k + clip(0.15 ε, ±0.4))
/// both:        y ~ Bern(p(t))
/// </code>
/// The same world, kind and seed give the same rows on every machine, and a shorter draw is the beginning of a longer one.
/// </remarks>
public sealed class CouponSample
{
    private CouponSample(CouponWorld world, int rows)
    {
        World = world;
        Features = new float[rows * CouponWorld.Features];
        Treatment = new bool[rows];
        Intensity = new float[rows];
        Label = new bool[rows];
        TrueBaseProbability = new float[rows];
        TrueUplift = new float[rows];
        TrueProbability = new float[rows];
        TrueUnitUplift = new float[rows];
    }

    /// <summary>Gets the world that the rows come from.</summary>
    public CouponWorld World { get; }

    /// <summary>Gets the number of rows.</summary>
    public int Rows => Label.Length;

    /// <summary>Gets x, row-major, [n,8].</summary>
    public float[] Features { get; }

    /// <summary>Gets w, whether a coupon was issued, [n].</summary>
    public bool[] Treatment { get; }

    /// <summary>Gets t, the coupon's intensity, 0 without one, [n].</summary>
    public float[] Intensity { get; }

    /// <summary>Gets y, whether the user clicked, [n].</summary>
    public bool[] Label { get; }

    /// <summary>Gets the truth p₀, [n].</summary>
    public float[] TrueBaseProbability { get; }

    /// <summary>Gets the truth η on the link's scale, [n].</summary>
    public float[] TrueUplift { get; }

    /// <summary>Gets the truth p(t) at the row's own intensity, [n].</summary>
    public float[] TrueProbability { get; }

    /// <summary>Gets the truth of the unit uplift, probability per unit of intensity, [n].</summary>
    public float[] TrueUnitUplift { get; }

    /// <summary>Draws logged rows: the policy favours some users, with a coupon and with a higher one.</summary>
    /// <param name="world">The world.</param>
    /// <param name="rows">n, at least 1. Default 80,000.</param>
    /// <param name="seed">Seed of the draw. Default 0.</param>
    public static CouponSample Logs(CouponWorld world, int rows = 80_000, int seed = 0) => Draw(world, rows, seed, randomised: false);

    /// <summary>Draws rows of a randomised experiment in the same world; independent of the logs of the same seed.</summary>
    /// <param name="world">The world.</param>
    /// <param name="rows">n, at least 1. Default 60,000.</param>
    /// <param name="seed">Seed of the draw. Default 0.</param>
    public static CouponSample Randomised(CouponWorld world, int rows = 60_000, int seed = 0) => Draw(world, rows, seed, randomised: true);

    private static CouponSample Draw(CouponWorld world, int rows, int seed, bool randomised)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        string kind = $"{world.Name}/{(randomised ? "randomised" : "logs")}";
        // One stream per purpose: what one row needs of one purpose cannot shift another's numbers.
        RandomStream features = new(seed, kind + "/features"), issue = new(seed, kind + "/issue"), dose = new(seed, kind + "/dose"),
            outcome = new(seed, kind + "/outcome");
        double[] standing = Standing(world.Tiers);
        double[] x = new double[CouponWorld.Features];
        CouponSample sample = new(world, rows);
        for (int i = 0; i < rows; i++)
        {
            x[0] = features.NextGaussian();
            for (int j = 1; j < x.Length; j++)
                x[j] = 0.5 * x[j - 1] + Math.Sqrt(.75) * features.NextGaussian();

            double value = randomised ? 0 : CouponWorld.Value(x);
            double propensity = randomised ? .5 : Math.Clamp(CouponWorld.Sigmoid(world.TreatmentIntercept + value), .02, .98);
            bool treated = issue.NextDouble() < propensity;
            // With value 0 the tiers are equally likely and the shift is pure noise: the randomised case.
            double tier = world.Tiers[Choose(standing, value, issue.NextDouble())];
            double shift = Math.Clamp(0.08 * Math.Tanh(value) + 0.15 * dose.NextGaussian(), -.4, .4);
            double t = treated ? tier + shift : 0;
            double p = world.Probability(x, t);

            for (int j = 0; j < x.Length; j++)
                sample.Features[i * x.Length + j] = (float)x[j];
            sample.Treatment[i] = treated;
            sample.Intensity[i] = (float)t;
            sample.Label[i] = outcome.NextDouble() < p;
            sample.TrueBaseProbability[i] = (float)world.BaseProbability(x);
            sample.TrueUplift[i] = (float)world.Uplift(x);
            sample.TrueProbability[i] = (float)p;
            sample.TrueUnitUplift[i] = (float)world.UnitUplift(x);
        }

        return sample;
    }

    /// <summary>r_k: tiers less their mean, over their population standard deviation; 0 for a single tier.</summary>
    private static double[] Standing(IReadOnlyList<double> tiers)
    {
        double mean = tiers.Average(), deviation = Math.Sqrt(tiers.Average(m => (m - mean) * (m - mean)));
        return [.. tiers.Select(m => deviation > 0 ? (m - mean) / deviation : 0)];
    }

    private static int Choose(double[] standing, double value, double uniform)
    {
        double total = 0;
        foreach (double r in standing)
            total += Math.Exp(0.5 * value * r);
        double left = uniform * total;
        for (int k = 0; k < standing.Length - 1; k++)
        {
            left -= Math.Exp(0.5 * value * standing[k]);
            if (left < 0)
                return k;
        }

        return standing.Length - 1;
    }
}
