// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Gives training rows as journeys to score. Not thread-safe: a journey lives until the next is read.</summary>
internal sealed class TrainingJourneyReader
{
    private readonly AlmMtaTrainingData _data;
    private readonly int[] _keys;
    private readonly float[] _numeric;

    /// <summary>Reads <paramref name="data"/>.</summary>
    public TrainingJourneyReader(AlmMtaTrainingData data)
    {
        _data = data;
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
        return new AlmMtaJourney
        {
            Length = length,
            Context = _data.Context.AsSpan(i * dx, dx),
            Keys = _keys.AsSpan(0, _data.Keys.Length * length),
            Numeric = _numeric.AsSpan(0, _data.TouchNumeric.Length * length),
            Cluster = _data.Cluster is null ? default : _data.Cluster.AsSpan(start, length),
            Content = _data.Content is not null && _data.ContentByTouch ? _data.Content.AsSpan(start * dv, length * dv) : default,
        };
    }
}
