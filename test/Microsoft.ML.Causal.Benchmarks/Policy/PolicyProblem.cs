// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>Rows to plan: p₀ by a wide margin apart, uplifts that few rows have much of, curves along the logit.</summary>
/// <param name="Intensities">q, [g].</param>
/// <param name="Base">p₀, [n].</param>
/// <param name="Curves">p(q), [n,g].</param>
internal sealed record PolicyProblem(float[] Intensities, float[] Base, float[] Curves)
{
    /// <summary>Draws <paramref name="rows"/> rows with <paramref name="levels"/> intensities, 0.5, 1, 1.5, ...</summary>
    public static PolicyProblem Draw(int rows, int levels)
    {
        var random = new RandomStream(1, "policy speed");
        float[] intensities = [.. Enumerable.Range(1, levels).Select(g => 0.5f * g)], bases = new float[rows], curves = new float[rows * levels];
        for (int i = 0; i < rows; i++)
        {
            double logit = -2 + random.NextGaussian(), uplift = 0.3 * Math.Exp(random.NextGaussian());
            bases[i] = (float)CouponWorld.Sigmoid(logit);
            for (int g = 0; g < levels; g++)
                curves[i * levels + g] = (float)CouponWorld.Sigmoid(logit + uplift * intensities[g]);
        }

        return new(intensities, bases, curves);
    }

    /// <summary>A budget of a tenth of what the dearest plan costs, cost on redemption, a response worth 10.</summary>
    public PolicyOptions Options(PolicyLimits? limits = null, int? threads = null)
    {
        double all = 0;
        for (int i = 0; i < Base.Length; i++)
            all += (double)Intensities[^1] * Curves[(i + 1) * Intensities.Length - 1];
        return new() { ResponseValue = 10, Budget = all / 10, Limits = limits ?? new(), Threads = threads };
    }
}
