// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>How numeric features enter the network of UniMVT.</summary>
public enum InputEncoding
{
    /// <summary>The one of the other two whose short pilot fit has the lower held-out factual log-loss.</summary>
    Auto,

    /// <summary>Standardised features beside a trained periodic embedding of each.</summary>
    Periodic,

    /// <summary>Standardised features alone.</summary>
    Raw,
}
