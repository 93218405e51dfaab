// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Conformance;

/// <summary>Rows whose label follows P(y = 1) = σ(3·x₀ − 2·x₁), with an example weight and a numeric target.</summary>
internal sealed class LogisticWorld
{
    public bool Label { get; set; }
    public float Target { get; set; }
    public float Weight { get; set; } = 1;

    [VectorType(3)]
    public float[] Features { get; set; } = [];

    [NoColumn]
    public double Truth { get; set; }

    public static LogisticWorld[] Rows(int count, int seed)
    {
        var random = new Random(seed);
        var rows = new LogisticWorld[count];
        for (int i = 0; i < count; i++)
        {
            float[] x = [Uniform(), Uniform(), Uniform()];
            double logit = 3 * x[0] - 2 * x[1], truth = 1 / (1 + Math.Exp(-logit));
            rows[i] = new LogisticWorld
            {
                Features = x,
                Truth = truth,
                Label = random.NextDouble() < truth,
                Target = (float)logit + 0.1f * Uniform(),
            };
        }

        return rows;

        float Uniform() => (float)(2 * random.NextDouble() - 1);
    }
}
