// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

internal sealed partial class ManagedTape<T>
{
    public override Tensor<T> BinaryCrossEntropyWithLogits(
        Tensor<T> logits, ReadOnlySpan<T> target, ReadOnlySpan<T> weight, double divisor)
    {
        BinaryCrossEntropyNode<T> node = Next<BinaryCrossEntropyNode<T>>();
        node.Forward(Take(logits), target, weight, divisor, onLogits: true, nameof(BinaryCrossEntropyWithLogits));
        return node;
    }

    public override Tensor<T> BinaryCrossEntropy(
        Tensor<T> probability, ReadOnlySpan<T> target, ReadOnlySpan<T> weight, double divisor)
    {
        BinaryCrossEntropyNode<T> node = Next<BinaryCrossEntropyNode<T>>();
        node.Forward(Take(probability), target, weight, divisor, onLogits: false, nameof(BinaryCrossEntropy));
        return node;
    }
}

/// <summary>
/// Σ_i w_i ℓ_i/divisor. On logits ℓ = max(z,0) − z y + log1p(e^−|z|), ∂z = σ(z) − y; on probabilities
/// ℓ = −y log p − (1−y) log(1−p), ∂p = (p − y)/(p(1−p)).
/// </summary>
internal sealed unsafe class BinaryCrossEntropyNode<T> : Node<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _slope = new();
    private Node<T> _x = null!;
    private double _divisor;

    public void Forward(Node<T> x, ReadOnlySpan<T> target, ReadOnlySpan<T> weight, double divisor, bool onLogits, string operation)
    {
        ShapeCheck.RequireLength(x.Length, target.Length, "the target", mayBeEmpty: false, operation);
        ShapeCheck.RequireLength(x.Length, weight.Length, "the weight", mayBeEmpty: true, operation);
        (_x, _divisor) = (x, divisor);
        Prepare(new Shape(1), x.RequiresGradient);
        T* slope = _slope.Reserve(x.Length);    // w_i ∂ℓ_i
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            T w = weight.IsEmpty ? T.One : weight[i];
            slope[i] = T.Zero;
            if (w == T.Zero)
                continue;    // a row that does not count may hold anything, even a probability of 0
            (T loss, T derivative) = onLogits ? OnLogit(x.Value[i], target[i]) : OnProbability(x.Value[i], target[i]);
            sum += double.CreateTruncating(w) * double.CreateTruncating(loss);
            slope[i] = w * derivative;
        }

        *Value = T.CreateTruncating(sum / divisor);
    }

    public override void Backward()
    {
        T upstream = T.CreateTruncating(double.CreateTruncating(*Gradient) / _divisor);
        VectorKernels.AddScaled(_slope.Pointer, upstream, _x.AccumulateGradient(), _x.Length);
    }

    private static (T Loss, T Derivative) OnLogit(T z, T y)
    {
        T e = T.Exp(-T.Abs(z));
        T loss = T.Max(z, T.Zero) - z * y + T.LogP1(e);
        T sigmoid = (z >= T.Zero ? T.One : e) / (T.One + e);
        return (loss, sigmoid - y);
    }

    private static (T Loss, T Derivative) OnProbability(T p, T y)
    {
        // Each half is skipped where its label is 0, so that 0·log 0 counts as 0.
        T loss = T.Zero, derivative = T.Zero;
        if (y != T.Zero)
        {
            loss -= y * T.Log(p);
            derivative -= y / p;
        }

        if (y != T.One)
        {
            loss -= (T.One - y) * T.Log(T.One - p);
            derivative += (T.One - y) / (T.One - p);
        }

        return (loss, derivative);
    }
}
