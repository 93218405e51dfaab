// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

internal sealed partial class ManagedTape<T>
{
    public override Tensor<T> PeriodicEncoding(Tensor<T> z, Tensor<T> frequencies, Tensor<T> weight, Tensor<T> bias)
    {
        Node<T> x = Take(z), c = Take(frequencies), w = Take(weight), b = Take(bias);
        int d = x.Columns, waves = c.Columns;
        ShapeCheck.Require(!x.RequiresGradient, "features that need no gradient (a constant or a detached tensor)", x.Shape);
        ShapeCheck.Require(c.Shape.Rank == 2 && c.Rows == d, $"frequencies [{d},K]", c.Shape);
        ShapeCheck.Require(
            w.Shape.Rank == 3 && w.Shape.D0 == d && w.Shape.D2 == 2 * waves + 1, $"a weight [{d},e,{2 * waves + 1}]", w.Shape);
        ShapeCheck.Require(b.Length == d * w.Shape.D1, $"a bias [{d * w.Shape.D1}]", b.Shape);
        PeriodicEncodingNode<T> node = Next<PeriodicEncodingNode<T>>();
        node.Forward(x, c, w, b);
        return node;
    }
}

/// <summary>
/// For every feature i: f = [sin(2π c_i1 z_i) … sin(2π c_iK z_i), cos(2π c_i1 z_i) … cos(2π c_iK z_i), z_i], y_i = relu(W_i f + b_i).
/// With q = ∂y where y &gt; 0: ∂W_i = qᵀ f, ∂b_i = Σ q, ∂f = q W_i, ∂c_ik = Σ_rows 2π z_i (∂f_sin,k cos − ∂f_cos,k sin).
/// </summary>
internal sealed unsafe class PeriodicEncodingNode<T> : Node<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _waves = new(), _q = new(), _waveGradient = new();
    private Node<T> _z = null!, _frequencies = null!, _weight = null!, _bias = null!;

    public void Forward(Node<T> z, Node<T> frequencies, Node<T> weight, Node<T> bias)
    {
        (_z, _frequencies, _weight, _bias) = (z, frequencies, weight, bias);
        int n = z.Rows, d = z.Columns, waves = frequencies.Columns, width = 2 * waves + 1, embedding = weight.Shape.D1;
        Prepare(
            new Shape(n, d * embedding), frequencies.RequiresGradient || weight.RequiresGradient || bias.RequiresGradient);
        T* f = _waves.Reserve(n * d * width);                                    // [n,d·(2K+1)]
        for (int r = 0; r < n; r++)
        {
            for (int i = 0; i < d; i++)
            {
                T value = z.Value[r * d + i];
                T* row = f + (long)(r * d + i) * width;
                for (int k = 0; k < waves; k++)
                    (row[k], row[waves + k]) = T.SinCosPi((value + value) * frequencies.Value[i * waves + k]);
                row[2 * waves] = value;
            }
        }

        for (int i = 0; i < d; i++)                                              // [n,2K+1] [e,2K+1]ᵀ → [n,e]
        {
            MatrixKernels.Multiply(
                n, embedding, width, f + i * width, d * width, 1, weight.Value + i * embedding * width, 1, width,
                Value + i * embedding, d * embedding, false);
        }

        VectorKernels.AddRow(Value, bias.Value, n, Columns);
        ActivationKernels.Apply(Activation.Relu, Value, Value, Length);
    }

    public override void Backward()
    {
        int n = _z.Rows, d = _z.Columns, waves = _frequencies.Columns, width = 2 * waves + 1, embedding = _weight.Shape.D1;
        T* f = _waves.Pointer, q = _q.Reserve(Length);                           // [n,d·e]
        ActivationKernels.Differentiate(Activation.Relu, Value, Value, Gradient, q, Length, accumulate: false);
        if (_bias.RequiresGradient)
            VectorKernels.SumRows(q, n, Columns, _bias.AccumulateGradient());
        if (_weight.RequiresGradient)
        {
            T* target = _weight.WriteGradient(out bool accumulate);
            for (int i = 0; i < d; i++)                                          // [n,e]ᵀ [n,2K+1] → [e,2K+1]
            {
                MatrixKernels.Multiply(
                    embedding, width, n, q + i * embedding, 1, Columns, f + i * width, d * width, 1,
                    target + i * embedding * width, width, accumulate);
            }
        }

        if (!_frequencies.RequiresGradient)
            return;
        T* df = _waveGradient.Reserve(n * d * width), dc = _frequencies.AccumulateGradient();
        for (int i = 0; i < d; i++)                                              // [n,e] [e,2K+1] → [n,2K+1]
        {
            MatrixKernels.Multiply(
                n, width, embedding, q + i * embedding, Columns, 1, _weight.Value + i * embedding * width, width, 1,
                df + i * width, d * width, false);
        }

        T twoPi = T.Tau;
        for (int r = 0; r < n; r++)
        {
            for (int i = 0; i < d; i++)
            {
                long at = (long)(r * d + i) * width;
                T scale = twoPi * _z.Value[r * d + i];
                for (int k = 0; k < waves; k++)
                    dc[i * waves + k] += scale * (df[at + k] * f[at + waves + k] - df[at + waves + k] * f[at + k]);
            }
        }
    }
}
