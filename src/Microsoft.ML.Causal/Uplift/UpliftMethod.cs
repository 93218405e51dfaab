// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The uplift baselines that UniMVT is held against, on the same tensor engine and schedule.</summary>
internal enum UpliftMethod
{
    /// <summary>One network of (x, t).</summary>
    SLearner,

    /// <summary>One network for each arm.</summary>
    TLearner,

    /// <summary>Counterfactual regression: a shared representation balanced between the arms (Shalit, Johansson and Sontag 2017).</summary>
    CfrNet,

    /// <summary>Shared and private subspaces in every layer (Curth and van der Schaar 2021).</summary>
    FlexTeNet,

    /// <summary>One head for each stratum of the dose (Schwab et al. 2020).</summary>
    DrNet,

    /// <summary>Heads whose weights are splines of the dose (Nie et al. 2021).</summary>
    VcNet,

    /// <summary>Deep entire space cross networks (Zhong et al. 2022).</summary>
    Descn,
}
