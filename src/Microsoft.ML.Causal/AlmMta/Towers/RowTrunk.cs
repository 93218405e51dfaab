// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>A <see cref="TouchTrunk{T}"/> for one journey at a time: embeddings and the matrices behind them are multiplied once, when the model is read.</summary>
/// <remarks>W_e (Σ E[key] + E_cl + W_v v) = Σ (W_e E)[key] + (W_e E_cl) + (W_e W_v) v: lookups take the place of products.</remarks>
internal sealed class RowTrunk
{
    private readonly FoldedEmbedding _embedding;
    private readonly double[] _bias;
    private readonly RowMatrix _context, _extra;
    private readonly int _inner;
    private readonly CoreShape _inputs;

    /// <summary>Reads a trunk's weights.</summary>
    /// <param name="arrays">Arrays of the tower.</param>
    /// <param name="inputs">Sizes of the inputs.</param>
    /// <param name="itemContent">Scaled content of items, [items+1,dv]; empty where journeys bring theirs.</param>
    public RowTrunk(NamedArrays arrays, CoreShape inputs, double[] itemContent)
    {
        _inputs = inputs;
        _embedding = new(arrays, inputs, itemContent, new RowMatrix(arrays.Get("W_e")));
        _bias = Array.ConvertAll(arrays.Get("b_e").Values, value => (double)value);
        _context = new(arrays.Get("W_x"));
        _extra = new(arrays.Get("W_r"));
        _inner = 1 + inputs.Numeric;
    }

    /// <summary>Width of h.</summary>
    public int Hidden => _bias.Length;

    /// <summary>Doubles of scratch: what all touches share, and recency with the numeric columns.</summary>
    public int Scratch => Hidden + _inner;

    /// <summary>Computes what all touches of a row share; call before <see cref="Touch"/>.</summary>
    public void Begin(in EncodedRow row, Span<double> scratch)
    {
        Span<double> common = scratch[..Hidden];
        _bias.CopyTo(common);
        _context.AddTo(row.X, common);
    }

    /// <summary>Writes h of touch <paramref name="j"/>.</summary>
    public void Touch(in EncodedRow row, int j, Span<double> h, Span<double> scratch)
    {
        scratch[..Hidden].CopyTo(h);
        _embedding.AddTo(row, j, h);
        Span<double> extra = scratch.Slice(Hidden, _inner);
        extra[0] = row.Recency(j);
        for (int c = 0; c < _inputs.Numeric; c++)
            extra[1 + c] = row.Numeric[c * row.Stride + j];
        _extra.AddTo(extra, h);
        foreach (ref double value in h)
            value = Math.Max(value, 0);
    }
}
