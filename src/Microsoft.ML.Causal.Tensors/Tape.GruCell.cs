// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

public abstract partial class Tape<T>
{
    /// <summary>
    /// Gated recurrent unit (Cho et al. 2014): r = σ(W_r x + b_r + U_r h + c_r), z likewise,
    /// n = tanh(W_n x + b_n + r ⊙ (U_n h + c_n)), h′ = (1 − z) ⊙ n + z ⊙ h. Composed of other operations.
    /// </summary>
    /// <param name="x">Input, [n,i].</param>
    /// <param name="hidden">h, [n,k].</param>
    /// <param name="inputWeight">W, [3k,i]: the blocks reset, update, new.</param>
    /// <param name="hiddenWeight">U, [3k,k].</param>
    /// <param name="inputBias">b, [3k].</param>
    /// <param name="hiddenBias">c, [3k].</param>
    /// <returns>h′, [n,k].</returns>
    public virtual Tensor<T> GruCell(
        Tensor<T> x, Tensor<T> hidden, Tensor<T> inputWeight, Tensor<T> hiddenWeight, Tensor<T> inputBias, Tensor<T> hiddenBias)
    {
        ArgumentNullException.ThrowIfNull(hidden);
        int k = hidden.Shape.Columns;
        Tensor<T> fromInput = Linear(x, inputWeight, inputBias);                       // [n,3k]
        Tensor<T> fromHidden = Linear(hidden, hiddenWeight, hiddenBias);               // [n,3k]
        Tensor<T> gates = Activate(
            Add(SliceColumns(fromInput, 0, 2 * k), SliceColumns(fromHidden, 0, 2 * k)), Activation.Sigmoid);    // [n,2k]
        Tensor<T> reset = SliceColumns(gates, 0, k), update = SliceColumns(gates, k, k);                        // [n,k]
        Tensor<T> candidate = Activate(
            Add(SliceColumns(fromInput, 2 * k, k), Multiply(reset, SliceColumns(fromHidden, 2 * k, k))), Activation.Tanh);
        return Add(candidate, Multiply(update, Subtract(hidden, candidate)));          // n + z (h − n)
    }
}
