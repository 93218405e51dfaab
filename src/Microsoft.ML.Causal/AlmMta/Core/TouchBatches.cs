// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Batches of whole rows with about the same number of touches, in a new order every epoch.</summary>
internal sealed class TouchBatches
{
    private readonly int[] _rows, _starts;
    private readonly AlmMtaTrainingData _data;
    private readonly RandomStream _random;
    private readonly int _size;

    /// <summary>Keeps the rows that have touches.</summary>
    public TouchBatches(AlmMtaTrainingData data, int[] rows, RandomStream random)
    {
        (_data, _random) = (data, random);
        _rows = [.. rows.Where(i => data.Length(i) > 0)];
        Touches = _rows.Sum(data.Length);

        // About 50 steps an epoch, within sizes that are neither noisy nor wasteful.
        _size = Math.Clamp(Touches / 50, 512, 4096);
        Count = Math.Max(1, (Touches + _size - 1) / _size);
        _starts = new int[Count + 1];
        Shuffle();
    }

    /// <summary>Touches of all rows.</summary>
    public int Touches { get; }

    /// <summary>Batches of an epoch; the same number every time, so that the step size can be planned.</summary>
    public int Count { get; }

    /// <summary>Rows of batch <paramref name="b"/>.</summary>
    public ReadOnlySpan<int> Rows(int b) => _rows.AsSpan(_starts[b], _starts[b + 1] - _starts[b]);

    /// <summary>Draws a new order.</summary>
    public void Shuffle()
    {
        _random.Shuffle(_rows.AsSpan());
        int row = 0;
        long touches = 0;
        for (int b = 1; b <= Count; b++)
        {
            long end = (long)Touches * b / Count;
            while (row < _rows.Length && touches < end)
                touches += _data.Length(_rows[row++]);
            _starts[b] = row;

            // A batch is a sum: in the order of memory it comes sooner.
            Array.Sort(_rows, _starts[b - 1], row - _starts[b - 1]);
        }
    }

    /// <summary>The end of a stretch of rows from <paramref name="start"/> with no more touches than a batch has, or of one row.</summary>
    public int Stretch(ReadOnlySpan<int> rows, int start, out int touches)
    {
        touches = _data.Length(rows[start]);
        int end = start + 1;
        while (end < rows.Length && touches + _data.Length(rows[end]) <= _size)
            touches += _data.Length(rows[end++]);
        return end;
    }

    /// <summary>Touches of the largest batch or stretch.</summary>
    public int LargestTouches => _size + _data.MaxLength;
}
