// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>Training journeys in the form that towers read: what does not depend on the row is listed once.</summary>
/// <remarks>
/// Touches of the same keys, cluster and content are one kind. A tower embeds kinds rather than touches where a batch has more
/// touches than there are kinds.
/// </remarks>
internal sealed class TowerInputs<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly EncodedJourneys _journeys;
    private readonly TowerBatch<T> _batch;
    private readonly int[] _kindOf, _firstTouch;

    /// <summary>Lists the kinds of touches.</summary>
    public TowerInputs(EncodedJourneys journeys)
    {
        _journeys = journeys;
        _batch = new(journeys.Encoding.Shape);
        AlmMtaTrainingData data = journeys.Data;
        _kindOf = new int[data.Touches];
        if (data.ContentByTouch && journeys.Encoding.Shape.Content > 0)
        {
            _firstTouch = [.. Enumerable.Range(0, data.Touches)];
            _firstTouch.CopyTo(_kindOf, 0);
            return;
        }

        var kinds = new Dictionary<string, int>();
        var first = new List<int>();
        var name = new char[2 * (data.Keys.Length + 1)];
        for (int j = 0; j < data.Touches; j++)
        {
            for (int c = 0; c <= data.Keys.Length; c++)
            {
                int code = c < data.Keys.Length ? data.Keys[c][j] : data.Cluster?[j] ?? 0;
                (name[2 * c], name[2 * c + 1]) = ((char)(code >> 16), (char)code);
            }

            string key = new(name);
            if (!kinds.TryGetValue(key, out int kind))
            {
                kinds[key] = kind = first.Count;
                first.Add(j);
            }

            _kindOf[j] = kind;
        }

        _firstTouch = [.. first];
    }

    /// <summary>The journeys.</summary>
    public EncodedJourneys Journeys => _journeys;

    /// <summary>Sizes of the inputs.</summary>
    public CoreShape Shape => _journeys.Encoding.Shape;

    /// <summary>Gathers rows into a batch; the same buffers each time.</summary>
    public TowerBatch<T> Batch(ReadOnlySpan<int> rows)
    {
        CoreShape shape = Shape;
        AlmMtaTrainingData data = _journeys.Data;
        int touches = 0, longest = 0;
        foreach (int i in rows)
        {
            touches += data.Length(i);
            longest = Math.Max(longest, data.Length(i));
        }

        bool byKind = _firstTouch.Length <= touches;
        int kinds = byKind ? _firstTouch.Length : touches, extra = 1 + shape.Numeric;
        TowerBatch<T> batch = _batch;
        batch.Prepare(rows.Length, touches, kinds, Math.Max(1, longest));
        for (int r = 0, at = 0; r < rows.Length; r++)
        {
            EncodedRow row = _journeys.Row(rows[r]);
            int start = data.Offsets[rows[r]];
            batch.Lengths[r] = row.Length;
            for (int k = 0; k < shape.Context; k++)
                batch.Context[r * shape.Context + k] = T.CreateTruncating(row.X[k]);
            for (int j = 0; j < row.Length; j++, at++)
            {
                batch.RowOfTouch[at] = r;
                batch.KindOfTouch[at] = byKind ? _kindOf[start + j] : at;
                batch.TouchAt[r * batch.Longest + j] = at;
                batch.Mask[r * batch.Longest + j] = T.One;
                batch.Extra[at * extra] = T.CreateTruncating(row.Recency(j));
                for (int c = 0; c < shape.Numeric; c++)
                    batch.Extra[at * extra + 1 + c] = T.CreateTruncating(row.Numeric[c * row.Stride + j]);
                if (!byKind)
                    Describe(start + j, batch, at);
            }
        }

        for (int kind = 0; byKind && kind < kinds; kind++)
            Describe(_firstTouch[kind], batch, kind);
        return batch;
    }

    private void Describe(int touch, TowerBatch<T> batch, int kind)
    {
        AlmMtaTrainingData data = _journeys.Data;
        for (int c = 0; c < data.Keys.Length; c++)
            batch.Keys(c)[kind] = data.Keys[c][touch];
        if (batch.Clusters.Length > 0)
            batch.Clusters[kind] = data.Cluster![touch];
        ReadOnlySpan<double> content = _journeys.ContentOfTouch(touch);
        for (int k = 0; k < content.Length; k++)
            batch.Content[kind * content.Length + k] = T.CreateTruncating(content[k]);
    }
}
