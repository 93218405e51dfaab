// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The bounds of the probability link, the same in training and serving.</summary>
internal static class ResponseClamp
{
    /// <summary>Least probability.</summary>
    public const double Low = 1e-4;

    /// <summary>Largest probability.</summary>
    public const double High = 0.999;
}
