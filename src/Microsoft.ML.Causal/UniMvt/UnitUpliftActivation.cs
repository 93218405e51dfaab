// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What keeps the unit uplift η̂ from being negative.</summary>
public enum UnitUpliftActivation
{
    /// <summary>log(1+e^z): never 0, so that the head cannot die.</summary>
    Softplus,

    /// <summary>max(z, 0), as the paper prints it; may die on every row.</summary>
    Relu,
}
