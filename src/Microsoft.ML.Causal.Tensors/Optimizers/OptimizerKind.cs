// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The update rules.</summary>
public enum OptimizerKind
{
    /// <summary>θ ← θ − lr g, with optional momentum.</summary>
    Sgd,

    /// <summary>Adam (Kingma and Ba 2015), weight decay added to the gradient (L2).</summary>
    Adam,

    /// <summary>AdamW (Loshchilov and Hutter 2019), weight decay decoupled from the gradient.</summary>
    AdamW,

    /// <summary>Adagrad (Duchi et al. 2011).</summary>
    Adagrad,
}
