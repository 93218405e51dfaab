// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>A <see cref="MediatorTower{T}"/> for one journey at a time.</summary>
internal sealed class RowMediatorTower : IMediatorLogit
{
    private readonly RowTrunk _trunk;
    private readonly RowMatrix _mediator, _contextFactor;
    private readonly FoldedEmbedding _embeddingFactor;
    private readonly double[] _mediatorBias, _output;
    private readonly double _outputBias;

    /// <summary>Reads a tower's weights.</summary>
    public RowMediatorTower(NamedArrays arrays, CoreShape inputs, double[] itemContent)
    {
        _trunk = new(arrays, inputs, itemContent);
        _mediator = new(arrays.Get("W_m"));
        _mediatorBias = Array.ConvertAll(arrays.Get("b_m").Values, value => (double)value);
        _output = Array.ConvertAll(arrays.Get("w").Values, value => (double)value);
        _outputBias = arrays.Get("b").Values[0];
        _contextFactor = new(arrays.Get("P_x"));
        _embeddingFactor = new(arrays, inputs, itemContent, new RowMatrix(arrays.Get("Q_e")));
    }

    /// <inheritdoc/>
    public int Scratch => _trunk.Scratch + _trunk.Hidden + _mediator.Outputs + 2 * _contextFactor.Outputs;

    /// <inheritdoc/>
    public void Forward(in EncodedRow row, Span<double> eta, Span<double> scratch)
    {
        Span<double> common = DoubleScratch.Cut(ref scratch, _trunk.Scratch), h = DoubleScratch.Cut(ref scratch, _trunk.Hidden);
        Span<double> m = DoubleScratch.Cut(ref scratch, _mediator.Outputs);
        Span<double> byRow = DoubleScratch.Cut(ref scratch, _contextFactor.Outputs), byTouch = DoubleScratch.Cut(ref scratch, _contextFactor.Outputs);
        _trunk.Begin(row, common);
        byRow.Clear();
        _contextFactor.AddTo(row.X, byRow);
        for (int j = 0; j < row.Length; j++)
        {
            _trunk.Touch(row, j, h, common);
            _mediatorBias.CopyTo(m);
            _mediator.AddTo(h, m);
            foreach (ref double value in m)
            {
                // tanh by one exponential: thrice as fast, and its rounding near 0 is nothing beside that of the weights.
                value = 1 - 2 / (1 + Math.Exp(2 * value));
            }

            byTouch.Clear();
            _embeddingFactor.AddTo(row, j, byTouch);
            eta[j] = _outputBias + DoubleSpan.Dot(_output, m) + DoubleSpan.Dot(byRow, byTouch);
        }
    }
}
