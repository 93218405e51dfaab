// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The scale on which uplift times intensity is added to the base response.</summary>
public enum ResponseLink
{
    /// <summary>The one of the other two whose short pilot fit has the lower held-out factual log-loss.</summary>
    Auto,

    /// <summary>p(q) = clamp(p0 + η q, 1e-4, 0.999).</summary>
    Probability,

    /// <summary>p(q) = σ(logit p0 + η q).</summary>
    Logit,
}
