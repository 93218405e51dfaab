// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>How the inverse propensities of a journey's touches become one weight.</summary>
public enum ExposureWeighting
{
    /// <summary>All weights are 1.</summary>
    None,

    /// <summary>The geometric mean of the touches' ratios P(k)/P(k|X), clipped.</summary>
    GeometricMean,

    /// <summary>As <see cref="GeometricMean"/>, but each touch's ratio is clipped rather than their mean.</summary>
    TouchClippedGeometricMean,

    /// <summary>The product of the touches' ratios, clipped: few rows carry the weight of all.</summary>
    ClippedProduct,

    /// <summary>The product as it is: in journeys of more than a few touches one row carries the weight of all.</summary>
    Product,
}
