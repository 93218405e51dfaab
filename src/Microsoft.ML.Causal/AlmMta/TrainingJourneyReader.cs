// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Gives training rows as journeys to score. Not thread-safe: a journey lives until the next is read.</summary>
internal sealed class TrainingJourneyReader
{
    private readonly AlmMtaTrainingData _data;
    private readonly AlmMtaModelSettings? _knows;
    private readonly int[] _keys, _clusters;
    private readonly float[] _numeric;

    /// <summary>Reads <paramref name="data"/>.</summary>
    /// <param name="data">The journeys.</param>
    /// <param name="knows">A model that knows fewer keys and clusters than the data has: for the rest it gets the code 0. Null knows all.</param>
    public TrainingJourneyReader(AlmMtaTrainingData data, AlmMtaModelSettings? knows = null)
    {
        (_data, _knows) = (data, knows);
        _clusters = new int[data.MaxLength];
        _keys = new int[data.Keys.Length * data.MaxLength];
        _numeric = new float[data.TouchNumeric.Length * data.MaxLength];
    }

    /// <summary>Row <paramref name="i"/>.</summary>
    public AlmMtaJourney Read(int i)
    {
        int start = _data.Offsets[i], length = _data.Length(i), dx = _data.ContextWidth, dv = _data.ContentWidth;
        for (int c = 0; c < _data.Keys.Length; c++)
            _data.Keys[c].AsSpan(start, length).CopyTo(_keys.AsSpan(c * length));
        for (int c = 0; c < _data.TouchNumeric.Length; c++)
            _data.TouchNumeric[c].AsSpan(start, length).CopyTo(_numeric.AsSpan(c * length));
        ReadOnlySpan<int> clusters = _data.Cluster is null ? default : _data.Cluster.AsSpan(start, length);
        if (_knows is not null)
        {
            for (int c = 0; c < _data.Keys.Length; c++)
                Forget(_keys.AsSpan(c * length, length), _knows.KeyCardinalities[c]);
            clusters.CopyTo(_clusters);
            Forget(_clusters.AsSpan(0, clusters.Length), _knows.ClusterCount);
            clusters = _clusters.AsSpan(0, clusters.Length);
        }

        return new AlmMtaJourney
        {
            Length = length,
            Context = _data.Context.AsSpan(i * dx, dx),
            Keys = _keys.AsSpan(0, _data.Keys.Length * length),
            Numeric = _numeric.AsSpan(0, _data.TouchNumeric.Length * length),
            Cluster = clusters,
            Content = _data.Content is not null && _data.ContentByTouch ? _data.Content.AsSpan(start * dv, length * dv) : default,
        };
    }

    private static void Forget(Span<int> codes, int known)
    {
        foreach (ref int code in codes)
            code = code > known ? 0 : code;
    }
}
