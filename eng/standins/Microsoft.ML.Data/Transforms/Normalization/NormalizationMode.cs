// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Transforms;

/// <summary>What a normalizer brings to a common scale.</summary>
internal enum NormalizationMode : byte
{
    /// <summary>Minimum to 0 and maximum to 1; or, with zero fixed, the largest absolute value to 1.</summary>
    MinMax,

    /// <summary>Mean 0 and variance 1; or, with zero fixed, mean square 1.</summary>
    MeanVariance,
}
