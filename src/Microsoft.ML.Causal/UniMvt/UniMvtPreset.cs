// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Which form of UniMVT the options start from; every difference between two presets is one option.</summary>
public enum UniMvtPreset
{
    /// <summary>The corrected form with the input encoder, linear skips and decoupled decay. Recommended.</summary>
    Default,

    /// <summary>One scale from training to serving, softplus uplift, observed intensities; the encoder of the paper (raw inputs).</summary>
    Corrected,

    /// <summary>The form that the paper prints (Yang et al., eq. 5 to 20).</summary>
    Paper,
}
