// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Tests.UniMvt;

/// <summary>A row of a coupon log.</summary>
internal sealed class CouponRow
{
    [VectorType(4)]
    public float[] Features { get; set; } = [];

    public string City { get; set; } = "";

    public bool Treatment { get; set; }

    public float Intensity { get; set; }

    public bool Label { get; set; }

    public float Weight { get; set; } = 1;

    /// <summary>A small confounded log: who gets a coupon, and how large, depends on the features that move the outcome.</summary>
    public static CouponRow[] Log(int rows, int seed)
    {
        var random = new Random(seed);
        var log = new CouponRow[rows];
        for (int i = 0; i < rows; i++)
        {
            float[] x = [Normal(random), Normal(random), Normal(random), Normal(random)];
            bool treated = random.NextDouble() < 1 / (1 + Math.Exp(0.5 - x[0]));
            float intensity = treated ? (random.NextDouble() < 0.5 + 0.2 * Math.Tanh(x[1]) ? 2 : 1) : 0;
            double response = 1 / (1 + Math.Exp(1.5 - 0.6 * x[0])) + intensity * 0.15 / (1 + Math.Exp(-x[2]));
            log[i] = new CouponRow
            {
                Features = x,
                City = "ABC"[random.Next(3)].ToString(),
                Treatment = treated,
                Intensity = intensity,
                Label = random.NextDouble() < Math.Min(response, 0.99),
            };
        }

        return log;
    }

    private static float Normal(Random random) =>
        (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}

/// <summary>Only what scoring needs.</summary>
internal sealed class CouponFeatures
{
    [VectorType(4)]
    public float[] Features { get; set; } = [];
}

/// <summary>Every output of a single UniMVT model.</summary>
internal sealed class CouponScore
{
    public float BaseProbability { get; set; }

    public float UnitUplift { get; set; }

    public float PredictedIntensity { get; set; }

    public float TreatedProbability { get; set; }

    public float[] ResponseCurve { get; set; } = [];

    public float RecommendedIntensity { get; set; }

    public float ExpectedGain { get; set; }
}
