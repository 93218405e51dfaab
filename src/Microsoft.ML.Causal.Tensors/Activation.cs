// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Elementwise functions that a layer applies to its output.</summary>
public enum Activation
{
    /// <summary>z.</summary>
    Identity,

    /// <summary>max(z, 0); the derivative at 0 is 0.</summary>
    Relu,

    /// <summary>σ(z) = 1/(1+e^−z).</summary>
    Sigmoid,

    /// <summary>tanh(z).</summary>
    Tanh,

    /// <summary>log(1+e^z), exactly: no linear threshold.</summary>
    Softplus,

    /// <summary>z σ(z), also called swish.</summary>
    Silu,

    /// <summary>e^z.</summary>
    Exp,

    /// <summary>log z, natural.</summary>
    Log,

    /// <summary>z².</summary>
    Square,

    /// <summary>|z|; the derivative at 0 is 0.</summary>
    Absolute,

    /// <summary>sin z, z in radians.</summary>
    Sine,

    /// <summary>cos z, z in radians.</summary>
    Cosine,
}
