// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>Steps that networks share and that are composed of a tape's operations, so that every engine has them.</summary>
public static class TapeExtensions
{
    /// <summary>Σ (x − y)² divided by the number of entries → [1].</summary>
    public static Tensor<T> MeanSquaredError<T>(this Tape<T> tape, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(x);
        return tape.WeightedSum(tape.Activate(tape.Subtract(x, y), Activation.Square), default, x.Shape.Length);
    }

    /// <summary>w_i·bce(z_i, y_i), bce(z,y) = log(1+e^z) − z y, each row apart.</summary>
    /// <param name="tape">Records the operations.</param>
    /// <param name="logits">z.</param>
    /// <param name="target">y, of z's length.</param>
    /// <param name="weight">w, of z's length; empty means 1.</param>
    public static Tensor<T> BinaryCrossEntropyRows<T>(
        this Tape<T> tape, Tensor<T> logits, ReadOnlySpan<T> target, ReadOnlySpan<T> weight = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(logits);
        Tensor<T> y = tape.Constant(target, logits.Shape);
        Tensor<T> rows = tape.Subtract(tape.Activate(logits, Activation.Softplus), tape.Multiply(logits, y));
        return weight.IsEmpty ? rows : tape.Multiply(rows, tape.Constant(weight, logits.Shape));
    }

    /// <summary>Σ_j a_j x_j over the positions, a = softmax of x_j·query over those whose mask is 1.</summary>
    /// <param name="tape">Records the operations.</param>
    /// <param name="x">[rows,positions,width].</param>
    /// <param name="query">[width].</param>
    /// <param name="mask">[rows,positions], 1 keeps.</param>
    /// <returns>[rows,width].</returns>
    public static Tensor<T> MaskedAttentionPool<T>(this Tape<T> tape, Tensor<T> x, Tensor<T> query, ReadOnlySpan<T> mask)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(x);
        Shape shape = x.Shape;
        Tensor<T> flat = tape.Reshape(x, new Shape(shape.Rows, shape.Columns));                                 // [r·p,w]
        Tensor<T> scores = tape.MatMul(flat, tape.Reshape(query, new Shape(shape.Columns, 1)));                 // [r·p,1]
        Tensor<T> attention = tape.Softmax(tape.Reshape(scores, new Shape(shape.D0, shape.D1)), mask);          // [r,p]
        Tensor<T> pooled = tape.MatMul(tape.Reshape(attention, new Shape(shape.D0, 1, shape.D1)), x);           // [r,1,w]
        return tape.Reshape(pooled, new Shape(shape.D0, shape.D2));
    }

    /// <summary>Σ_j σ(gateWeight·x_j + gateBias)(V x_j + v) over the positions whose mask is 1.</summary>
    /// <param name="tape">Records the operations.</param>
    /// <param name="x">[rows,positions,width].</param>
    /// <param name="gateWeight">[1,width].</param>
    /// <param name="gateBias">[1].</param>
    /// <param name="valueWeight">V, [out,width].</param>
    /// <param name="valueBias">v, [out].</param>
    /// <param name="mask">[rows,positions], 1 keeps.</param>
    /// <returns>[rows,out].</returns>
    public static Tensor<T> GatedSumPool<T>(
        this Tape<T> tape, Tensor<T> x, Tensor<T> gateWeight, Tensor<T> gateBias, Tensor<T> valueWeight, Tensor<T> valueBias,
        ReadOnlySpan<T> mask)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(valueBias);
        Shape shape = x.Shape;
        Tensor<T> gate = tape.Linear(x, gateWeight, gateBias, Activation.Sigmoid);                              // [r·p,1]
        Tensor<T> gated = tape.Multiply(tape.Linear(x, valueWeight, valueBias), gate);                          // [r·p,out]
        return tape.MaskedPool(tape.Reshape(gated, new Shape(shape.D0, shape.D1, valueBias.Shape.Length)), mask);
    }
}
