// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>How the intensity that the logging policy would give is predicted.</summary>
public enum IntensityHead
{
    /// <summary><see cref="Categorical"/> when the observed intensities fall in 2 to 32 clusters, otherwise <see cref="Regression"/>.</summary>
    Auto,

    /// <summary>A distribution over the observed tiers; the most likely one is predicted.</summary>
    Categorical,

    /// <summary>t̂ = σ(r)(t_max − t_min) + t_min (eq. 13); between two modes it predicts neither.</summary>
    Regression,
}
