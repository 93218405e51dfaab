// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>Rows of a step of a tower, in buffers that are kept from step to step.</summary>
/// <remarks>Shapes: n rows, m touches, u kinds of touches, p positions of the longest row.</remarks>
internal sealed class TowerBatch<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly CoreShape _shape;
    private readonly int[][] _keys;
    private int[] _clusters = [], _rowOfTouch = [], _kindOfTouch = [], _touchAt = [], _lengths = [];
    private T[] _content = [], _context = [], _extra = [], _mask = [], _shares = [];

    /// <summary>Makes an empty batch.</summary>
    public TowerBatch(CoreShape shape)
    {
        _shape = shape;
        _keys = [.. shape.KeyCardinalities.Select(_ => Array.Empty<int>())];
    }

    /// <summary>n.</summary>
    public int Rows { get; private set; }

    /// <summary>m.</summary>
    public int Touches { get; private set; }

    /// <summary>u.</summary>
    public int Kinds { get; private set; }

    /// <summary>p, at least 1.</summary>
    public int Longest { get; private set; }

    /// <summary>Clusters, [u], 0 missing; empty without.</summary>
    public Span<int> Clusters => _clusters.AsSpan(0, _shape.Clusters > 0 ? Kinds : 0);

    /// <summary>Scaled content, [u,dv].</summary>
    public Span<T> Content => _content.AsSpan(0, Kinds * _shape.Content);

    /// <summary>x, [n,dx].</summary>
    public Span<T> Context => _context.AsSpan(0, Rows * _shape.Context);

    /// <summary>Recency and numeric columns, [m,1+numeric].</summary>
    public Span<T> Extra => _extra.AsSpan(0, Touches * (1 + _shape.Numeric));

    /// <summary>Row of each touch, [m].</summary>
    public Span<int> RowOfTouch => _rowOfTouch.AsSpan(0, Touches);

    /// <summary>Kind of each touch, [m].</summary>
    public Span<int> KindOfTouch => _kindOfTouch.AsSpan(0, Touches);

    /// <summary>Touch at each position, [n,p]; 0 on padding.</summary>
    public Span<int> TouchAt => _touchAt.AsSpan(0, Rows * Longest);

    /// <summary>1 at touches, 0 on padding and at touches that training hides, [n,p].</summary>
    public Span<T> Mask => _mask.AsSpan(0, Rows * Longest);

    /// <summary>L, [n], hidden touches among them.</summary>
    public Span<int> Lengths => _lengths.AsSpan(0, Rows);

    /// <summary>L/8 of the touches that are not hidden, [n], as the mask now says.</summary>
    public ReadOnlySpan<T> LengthShares
    {
        get
        {
            T share = T.CreateChecked(1 / 8.0);
            for (int r = 0; r < Rows; r++)
            {
                _shares[r] = T.Zero;
                foreach (T kept in Mask.Slice(r * Longest, Longest))
                    _shares[r] += kept * share;
            }

            return _shares.AsSpan(0, Rows);
        }
    }

    /// <summary>Codes of a key column by kind, [u]; 0 missing.</summary>
    public Span<int> Keys(int column) => _keys[column].AsSpan(0, Kinds);

    /// <summary>Makes room; mask and positions are cleared, the rest is to be written.</summary>
    public void Prepare(int rows, int touches, int kinds, int longest)
    {
        (Rows, Touches, Kinds, Longest) = (rows, touches, kinds, longest);
        for (int c = 0; c < _keys.Length; c++)
            StepBuffer.Take(ref _keys[c], kinds);
        StepBuffer.Take(ref _clusters, _shape.Clusters > 0 ? kinds : 0);
        StepBuffer.Take(ref _content, kinds * _shape.Content);
        StepBuffer.Take(ref _context, rows * _shape.Context);
        StepBuffer.Take(ref _extra, touches * (1 + _shape.Numeric));
        StepBuffer.Take(ref _rowOfTouch, touches);
        StepBuffer.Take(ref _kindOfTouch, touches);
        StepBuffer.Take(ref _touchAt, rows * longest);
        StepBuffer.Take(ref _mask, rows * longest);
        StepBuffer.Take(ref _lengths, rows);
        StepBuffer.Take(ref _shares, rows);
        TouchAt.Clear();
        Mask.Clear();
    }
}
