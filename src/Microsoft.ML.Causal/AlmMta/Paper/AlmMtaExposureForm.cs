// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The form of L_DML, the negative log-likelihood of the exposure, which the paper does not define.</summary>
public enum AlmMtaExposureForm
{
    /// <summary>Each touch draws one cluster.</summary>
    Multinomial,

    /// <summary>Each cluster occurs in the journey or not.</summary>
    Bernoulli,
}
