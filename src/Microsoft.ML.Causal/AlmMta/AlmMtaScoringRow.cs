// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>Room for one journey at a time, in the form that the scorer reads: cut to the model's maximum, unknown codes as missing.</summary>
internal sealed class AlmMtaScoringRow(int maxTouchpoints)
{
    private readonly AlmMtaScore _score = new(maxTouchpoints);
    private float[] _context = [], _content = [], _numbers = [], _given = [];
    private uint[] _givenKeys = [];
    private int[] _keys = [], _cluster = [];

    /// <summary>Longest journey that there is room for.</summary>
    public int MaxTouchpoints => maxTouchpoints;

    /// <summary>Scores the journey; the result lives until the next.</summary>
    /// <exception cref="InvalidOperationException">A column is not as long as the journey.</exception>
    public AlmMtaScore Score(AlmMtaScorer scorer, AlmMtaScoringInput input)
    {
        AlmMtaModelSettings settings = scorer.Settings;
        int given = Math.Max(0, input.Length), length = Math.Min(given, settings.MaxTouchpoints), columns = settings.KeyCardinalities.Length;
        // Clusters that the model knows by item are not read from the row, whatever it has there.
        bool clusters = settings.ClusterCount > 0 && !settings.ClusterByItem, content = settings.ContentByTouch && settings.ContentWidth > 0;
        Require(input.Context.Length, settings.ContextWidth, "context column");
        Require(input.Keys.Length, columns * given, "key columns");
        Require(input.Numbers.Length, settings.NumericCount * given, "numeric touch columns");
        if (clusters)
            Require(input.Cluster.Length, given, "cluster column");
        if (content)
            Require(input.Content.Length, given * settings.ContentWidth, "content column");

        Span<float> context = Room(ref _context, settings.ContextWidth);
        input.Context.CopyTo(context);
        Span<int> keys = Room(ref _keys, columns * length), cluster = Room(ref _cluster, clusters ? length : 0);
        Span<uint> all = Dense(input.Keys, ref _givenKeys);
        for (int c = 0; c < columns; c++)
            Codes(all.Slice((c + 1) * given - length, length), settings.KeyCardinalities[c], keys.Slice(c * length, length));
        if (clusters)
            Codes(Dense(input.Cluster, ref _givenKeys)[(given - length)..], settings.ClusterCount, cluster);

        Span<float> numbers = Room(ref _numbers, settings.NumericCount * length), given32 = Dense(input.Numbers, ref _given);
        for (int c = 0; c < settings.NumericCount; c++)
            given32.Slice((c + 1) * given - length, length).CopyTo(numbers[(c * length)..]);
        Span<float> vectors = content ? Dense(input.Content, ref _content)[((given - length) * settings.ContentWidth)..] : default;

        _score.Length = length;
        scorer.Score(new AlmMtaJourney { Length = length, Context = context, Keys = keys, Cluster = cluster, Content = vectors, Numeric = numbers }, _score);
        return _score;
    }

    private static void Codes(ReadOnlySpan<uint> given, int cardinality, Span<int> codes)
    {
        for (int j = 0; j < codes.Length; j++)
            codes[j] = given[j] <= (uint)cardinality ? (int)given[j] : 0;
    }

    private static Span<T> Dense<T>(in VBuffer<T> values, ref T[] room)
    {
        Span<T> dense = Room(ref room, values.Length);
        values.CopyTo(dense);
        return dense;
    }

    private static Span<T> Room<T>(ref T[] room, int count)
    {
        if (room.Length < count)
            room = new T[Math.Max(count, 2 * room.Length)];
        return room.AsSpan(0, count);
    }

    private static void Require(int found, int expected, string what)
    {
        if (found != expected)
        {
            throw new InvalidOperationException(
                $"The {what} of a row hold {found} values where the model expects {expected}; touch columns of a row must be of one length, as in training.");
        }
    }
}
