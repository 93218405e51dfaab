// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>One impression of a coupon world as ML.NET reads it; the columns whose names begin with True are answers, never inputs.</summary>
public sealed class CouponRow
{
    /// <summary>x, the user's features.</summary>
    [VectorType(CouponWorld.Features)]
    public float[] Features { get; set; } = [];

    /// <summary>w, whether a coupon was issued.</summary>
    public bool Treatment { get; set; }

    /// <summary>t, the coupon's intensity; 0 without one.</summary>
    public float Intensity { get; set; }

    /// <summary>y, whether the user clicked.</summary>
    public bool Label { get; set; }

    /// <summary>p₀, the true probability of a click without a coupon.</summary>
    public float TrueBaseProbability { get; set; }

    /// <summary>η, the true uplift per unit of intensity on the world's link scale.</summary>
    public float TrueUplift { get; set; }

    /// <summary>p(t), the true probability of a click at the row's intensity.</summary>
    public float TrueProbability { get; set; }

    /// <summary>The true unit uplift, in probability per unit of intensity.</summary>
    public float TrueUnitUplift { get; set; }
}
