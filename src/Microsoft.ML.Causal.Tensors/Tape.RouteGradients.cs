// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

public abstract partial class Tape<T>
{
    /// <summary>
    /// <paramref name="readers"/> copies of x side by side, [n,c] → [n,readers·c], whose gradients meet by direct routing: in each row,
    /// reader k's gradient g_k flows to x whole where it agrees with the first reader's, g_0·g_k ≥ 0, and without its part along g_0
    /// where it does not: <c>∂x = g_0 + Σ_k (g_k − min(0, g_k·g_0)/‖g_0‖² g_0)</c>.
    /// </summary>
    /// <remarks>
    /// The router and updater of DRGrad (Liu, Miao, Xia 2025), row by row; without conflicts it is plain addition. It is no derivative
    /// of a function, so central differences agree with it only where no reader is in conflict.
    /// </remarks>
    /// <param name="x">Matrix that several heads read.</param>
    /// <param name="readers">Number of heads, at least 1; the first is the one that others must not hurt.</param>
    public abstract Tensor<T> RouteGradients(Tensor<T> x, int readers);
}
