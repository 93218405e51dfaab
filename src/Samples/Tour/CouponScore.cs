// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Samples;

/// <summary>What a service reads from a UniMVT model for one user: a class with properties named like the model's columns.</summary>
internal sealed class CouponScore
{
    public float BaseProbability { get; set; }

    public float UnitUplift { get; set; }

    public float[] ResponseCurve { get; set; } = [];

    public float RecommendedIntensity { get; set; }

    public float ExpectedGain { get; set; }
}
