// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Microsoft.ML.Causal;

internal sealed partial class ManagedTape<T>
{
    public override Tensor<T> BinaryCrossEntropyWithLogits(
        Tensor<T> logits, ReadOnlySpan<T> target, ReadOnlySpan<T> weight, double divisor)
    {
        Node<T> input = Take(logits);
        BinaryCrossEntropyNode<T> node = Next<BinaryCrossEntropyNode<T>>();
        node.Forward(input, target, weight, divisor, onLogits: true, nameof(BinaryCrossEntropyWithLogits));
        return node;
    }

    public override Tensor<T> BinaryCrossEntropy(
        Tensor<T> probability, ReadOnlySpan<T> target, ReadOnlySpan<T> weight, double divisor)
    {
        Node<T> input = Take(probability);
        BinaryCrossEntropyNode<T> node = Next<BinaryCrossEntropyNode<T>>();
        node.Forward(input, target, weight, divisor, onLogits: false, nameof(BinaryCrossEntropy));
        return node;
    }
}

/// <summary>
/// Σ_i w_i ℓ_i/divisor. On logits ℓ = max(z,0) − z y + log1p(e^−|z|), ∂z = σ(z) − y; on probabilities
/// ℓ = −y log p − (1−y) log(1−p), ∂p = (p − y)/(p(1−p)).
/// </summary>
internal sealed unsafe class BinaryCrossEntropyNode<T> : Node<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _slope = new(), _loss = new(), _log = new(), _logOther = new();
    private Node<T> _x = null!;
    private double _divisor;

    public void Forward(Node<T> x, ReadOnlySpan<T> target, ReadOnlySpan<T> weight, double divisor, bool onLogits, string operation)
    {
        ShapeCheck.RequireLength(x.Length, target.Length, "the target", mayBeEmpty: false, operation);
        ShapeCheck.RequireLength(x.Length, weight.Length, "the weight", mayBeEmpty: true, operation);
        (_x, _divisor) = (x, divisor);
        Prepare(new Shape(1), x.RequiresGradient);
        T* slope = _slope.Reserve(x.Length), loss = _loss.Reserve(x.Length);     // w_i ∂ℓ_i, w_i ℓ_i
        fixed (T* y = target, w = weight)
        {
            if (onLogits)
                LossKernels.BinaryCrossEntropyOnLogits(x.Value, y, w, loss, slope, x.Length);
            else
                OnProbabilities(x.Value, y, w, loss, slope, x.Length);
        }

        *Value = T.CreateTruncating(LossKernels.Sum(loss, null, x.Length) / divisor);
    }

    public override void Backward()
    {
        T upstream = T.CreateTruncating(double.CreateTruncating(*Gradient) / _divisor);
        T* target = _x.WriteGradient(out bool accumulate);
        VectorKernels.Scale(_slope.Pointer, upstream, target, _x.Length, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void OnProbabilities(T* p, T* target, T* weight, T* loss, T* slope, int length)
    {
        T* log = _log.Reserve(length), logOther = _logOther.Reserve(length);
        for (int i = 0; i < length; i++)
            logOther[i] = T.One - p[i];
        TensorPrimitives.Log(new ReadOnlySpan<T>(p, length), new Span<T>(log, length));
        TensorPrimitives.Log(new ReadOnlySpan<T>(logOther, length), new Span<T>(logOther, length));
        for (int i = 0; i < length; i++)
        {
            // Each half is skipped where its label is 0, so that 0·log 0 counts as 0; and a row that does not count may hold anything.
            T y = target[i], w = weight == null ? T.One : weight[i], value = T.Zero, derivative = T.Zero;
            if (y != T.Zero && w != T.Zero)
            {
                value -= y * log[i];
                derivative -= y / p[i];
            }

            if (y != T.One && w != T.Zero)
            {
                value -= (T.One - y) * logOther[i];
                derivative += (T.One - y) / (T.One - p[i]);
            }

            loss[i] = w * value;
            slope[i] = w * derivative;
        }
    }
}
