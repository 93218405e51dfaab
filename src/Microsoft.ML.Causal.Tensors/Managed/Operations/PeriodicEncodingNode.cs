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
/// <remarks>
/// Inside, everything is kept column by column: a vector then holds one wave of many rows, whatever K is, and the products of a
/// feature (some 17 by 8) run over long rows. Only values and gradients of the whole are turned.
/// </remarks>
internal sealed unsafe class PeriodicEncodingNode<T> : Node<T>, IWork where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _waves = new(), _columns = new(), _q = new(), _waveGradient = new();
    private Node<T> _z = null!, _frequencies = null!, _weight = null!, _bias = null!;
    private int _n, _stride, _d, _count, _width, _embedding;
    private bool _backward, _addWeight;
    private T* _dw, _db, _dc;

    public void Forward(Node<T> z, Node<T> frequencies, Node<T> weight, Node<T> bias)
    {
        (_z, _frequencies, _weight, _bias) = (z, frequencies, weight, bias);
        (_n, _d, _count, _embedding) = (z.Rows, z.Columns, frequencies.Columns, weight.Shape.D1);
        _width = 2 * _count + 1;

        // Whole vectors, and one line more: columns 4096 bytes apart would share the same few lines of the cache.
        _stride = Padded + 16;
        Prepare(new Shape(_n, _d * _embedding), frequencies.RequiresGradient || weight.RequiresGradient || bias.RequiresGradient);

        T* f = _waves.Reserve(_d * _width * _stride), y = _columns.Reserve(_d * _embedding * _stride);
        Transposition.Transpose(z.Value, _d, f + 2L * _count * _stride, _width * _stride, _n, _d);
        _backward = false;
        Tape.Run(this, _d, Work);
        Transposition.Transpose(y, _stride, Value, Columns, Columns, _n);
    }

    public override void Backward()
    {
        T* q = _q.Reserve(_d * _embedding * _stride);                            // [d·e,n]
        for (int unit = 0; unit < Columns; unit++)
            new Span<T>(q + (long)unit * _stride + _n, _stride - _n).Clear();
        Transposition.Transpose(Gradient, Columns, q, _stride, _n, Columns);
        _waveGradient.Reserve(_d * 2 * _count * _stride);
        _db = _bias.RequiresGradient ? _bias.AccumulateGradient() : null;
        _dw = _weight.RequiresGradient ? _weight.WriteGradient(out _addWeight) : null;
        _dc = _frequencies.RequiresGradient ? _frequencies.AccumulateGradient() : null;
        _backward = true;
        Tape.Run(this, _d, 2 * Work);
    }

    void IWork.Run(int feature)
    {
        if (_backward)
            Backward(feature);
        else
            Forward(feature);
    }

    private void Forward(int i)
    {
        int padded = Padded;
        T* waves = Waves(i), column = waves + 2L * _count * _stride, y = Column(_columns.Pointer, i, 0);    // [2K+1,n], [n], [e,n]
        new Span<T>(column + _n, padded - _n).Clear();
        for (int k = 0; k < _count; k++)
        {
            T twice = _frequencies.Value[i * _count + k] * T.CreateTruncating(2);
            WaveKernels.SinCosPi(column, twice, waves + (long)k * _stride, waves + (long)(_count + k) * _stride, padded);
        }

        for (int e = 0; e < _embedding; e++)
            new Span<T>(y + (long)e * _stride, padded).Fill(_bias.Value[i * _embedding + e]);
        MatrixKernels.Multiply(_embedding, padded, _width, Weight(i), _width, 1, waves, _stride, 1, y, _stride, accumulate: true);
        ActivationKernels.Apply(Activation.Relu, y, y, null, _embedding * _stride);
    }

    private void Backward(int i)
    {
        T* waves = Waves(i), y = Column(_columns.Pointer, i, 0), q = Column(_q.Pointer, i, 0);
        ActivationKernels.Differentiate(Activation.Relu, null, y, q, q, _embedding * _stride, accumulate: false);
        for (int e = 0; e < _embedding && _db != null; e++)
            _db[i * _embedding + e] += VectorKernels.Sum(q + (long)e * _stride, Padded);
        if (_dw != null)
        {
            MatrixKernels.MultiplyLong(                                          // [e,n] [2K+1,n]ᵀ → [e,2K+1]
                _embedding, _width, Padded, q, _stride, waves, _stride, _dw + i * _embedding * _width, _width, _addWeight);
        }

        if (_dc == null)
            return;
        T* df = _waveGradient.Pointer + (long)i * 2 * _count * _stride;
        MatrixKernels.Multiply(                                                  // [e,2K]ᵀ [e,n] → [2K,n]
            2 * _count, Padded, _embedding, Weight(i), 1, _width, q, _stride, 1, df, _stride, accumulate: false);
        for (int k = 0; k < _count; k++)
        {
            long sin = (long)k * _stride, cos = sin + (long)_count * _stride;
            T turned = WaveKernels.Turn(waves + 2L * _count * _stride, df + sin, waves + cos, df + cos, waves + sin, Padded);
            _dc[i * _count + k] += T.Tau * turned;
        }
    }

    private long Work => 2L * _n * _d * _embedding * _width;

    private int Padded => (_n + 31) / 32 * 32;

    private T* Waves(int feature) => _waves.Pointer + (long)feature * _width * _stride;

    private T* Weight(int feature) => _weight.Value + (long)feature * _embedding * _width;

    private T* Column(T* columns, int feature, int unit) => columns + (long)(feature * _embedding + unit) * _stride;
}
