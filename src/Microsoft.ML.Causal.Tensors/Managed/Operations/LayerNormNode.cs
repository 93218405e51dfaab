// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

internal sealed partial class ManagedTape<T>
{
    public override Tensor<T> LayerNorm(Tensor<T> x, Tensor<T> weight, Tensor<T> bias, double epsilon = 1e-5)
    {
        Node<T> source = Take(x), w = Take(weight), b = Take(bias);
        ShapeCheck.Require(w.Length == source.Columns, $"a weight [{source.Columns}]", w.Shape);
        ShapeCheck.Require(b.Length == source.Columns, $"a bias [{source.Columns}]", b.Shape);
        LayerNormNode<T> node = Next<LayerNormNode<T>>();
        node.Forward(source, w, b, T.CreateChecked(epsilon));
        return node;
    }
}

/// <summary>
/// y = h ⊙ weight + bias, h = (x − mean)/√(var + ε) over each row, var biased (Ba et al. 2016).
/// With q = ∂y ⊙ weight: ∂x = (q − mean(q) − h mean(q ⊙ h))/√(var + ε); ∂weight = Σ_rows ∂y ⊙ h; ∂bias = Σ_rows ∂y.
/// </summary>
internal sealed unsafe class LayerNormNode<T> : Node<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _normalised = new(), _inverse = new();
    private Node<T> _x = null!, _weight = null!, _bias = null!;

    public void Forward(Node<T> x, Node<T> weight, Node<T> bias, T epsilon)
    {
        (_x, _weight, _bias) = (x, weight, bias);
        Prepare(x.Shape, x.RequiresGradient || weight.RequiresGradient || bias.RequiresGradient);
        T* normalised = _normalised.Reserve(Length), inverse = _inverse.Reserve(Rows);
        T columns = T.CreateChecked(Columns);
        for (int r = 0; r < Rows; r++)
        {
            T* row = x.Value + (long)r * Columns, h = normalised + (long)r * Columns, y = Value + (long)r * Columns;
            T mean = T.Zero, variance = T.Zero;
            for (int c = 0; c < Columns; c++)
                mean += row[c];
            mean /= columns;
            for (int c = 0; c < Columns; c++)
                variance += (row[c] - mean) * (row[c] - mean);
            inverse[r] = T.One / T.Sqrt(variance / columns + epsilon);
            for (int c = 0; c < Columns; c++)
            {
                h[c] = (row[c] - mean) * inverse[r];
                y[c] = h[c] * weight.Value[c] + bias.Value[c];
            }
        }
    }

    public override void Backward()
    {
        T* dw = _weight.RequiresGradient ? _weight.AccumulateGradient() : null;
        T* db = _bias.RequiresGradient ? _bias.AccumulateGradient() : null;
        T* dx = _x.RequiresGradient ? _x.AccumulateGradient() : null;
        for (int r = 0; r < Rows; r++)
        {
            T* h = _normalised.Pointer + (long)r * Columns, dy = Gradient + (long)r * Columns;
            T mean = T.Zero, projection = T.Zero;
            for (int c = 0; c < Columns; c++)
            {
                if (dw != null)
                    dw[c] += dy[c] * h[c];
                if (db != null)
                    db[c] += dy[c];
                T q = dy[c] * _weight.Value[c];
                mean += q;
                projection += q * h[c];
            }

            if (dx == null)
                continue;
            T columns = T.CreateChecked(Columns);
            (mean, projection) = (mean / columns, projection / columns);
            T* target = dx + (long)r * Columns;
            for (int c = 0; c < Columns; c++)
                target[c] += (dy[c] * _weight.Value[c] - mean - h[c] * projection) * _inverse.Pointer[r];
        }
    }
}
