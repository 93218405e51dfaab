// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Which rows the outcome is trained on.</summary>
public enum AlmMtaSampling
{
    /// <summary>All rows with the <see cref="AlmMtaFitKind.Stacked"/> fit, otherwise <see cref="TwoToThree"/>.</summary>
    Auto,

    /// <summary>All rows.</summary>
    All,

    /// <summary>All positive rows and a share of the negative ones, 2 to 3, corrected by the logarithm of the share kept.</summary>
    TwoToThree,
}
