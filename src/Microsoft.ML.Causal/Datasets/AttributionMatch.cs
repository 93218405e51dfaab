// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Matches of touches with the produced work, which a simulated attribution log has for uploaders only.</summary>
public enum AttributionMatch
{
    /// <summary>A flag on the touch that caused the upload, with probability .25: exact, and rarely there.</summary>
    Strict,

    /// <summary>A flag where the cosine with a little noise is above .85.</summary>
    Medium,

    /// <summary>The cosine of the touch's content and the upload's.</summary>
    Cosine,
}
