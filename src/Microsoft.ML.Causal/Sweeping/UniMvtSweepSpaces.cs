// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Spaces of <see cref="UniMvtOptions"/> that people ask for.</summary>
public static class UniMvtSweepSpaces
{
    /// <summary>
    /// The weights λ_treat, λ_X, λ_t and λ_o. λ_base stays what it is: Adam's steps do not depend on the scale of the loss, so that only
    /// ratios of weights matter.
    /// </summary>
    public static SweepSpace<UniMvtOptions> LossWeights() => new SweepSpace<UniMvtOptions>()
        .LogUniform(o => o.TreatmentWeight, 0.125, 8)
        .LogUniform(o => o.CrossWeight, 0.125, 8)
        .LogUniform(o => o.IntensityWeight, 0.01, 1)
        .LogUniform(o => o.OrthogonalityWeight, 1e-6, 1e-2);
}
