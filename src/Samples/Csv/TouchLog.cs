// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Samples;

/// <summary>A log of touches in memory, as plain arrays: seq_id, user_id, pos, t_sec, converted (of the whole sequence), cost, and a channel column.</summary>
internal sealed class TouchLog
{
    public const string Sequence = "seq_id", User = "user_id", Position = "pos", Time = "t_sec", Converted = "converted", Cost = "cost";

    private TouchLog(Touch[] touches, string[] sequences, string[] channels)
    {
        (Sequences, ChannelNames) = (sequences, channels);
        (Positions, Costs, Channels, Users, Times) =
            ([.. touches.Select(touch => touch.Position)], [.. touches.Select(touch => touch.Cost)], [.. touches.Select(touch => touch.Channel)],
            [.. touches.Select(touch => touch.User)], [.. touches.Select(touch => (double)touch.Time)]);
        Offsets = new int[sequences.Length + 1];
        IsConverted = new bool[sequences.Length];
        foreach (Touch touch in touches)
        {
            Offsets[touch.Sequence + 1]++;
            IsConverted[touch.Sequence] |= touch.Converted;
        }

        for (int i = 0; i < sequences.Length; i++)
            Offsets[i + 1] += Offsets[i];
        Order = [.. Enumerable.Range(0, touches.Length).OrderBy(j => touches[j].Time).ThenBy(j => j)];
        SequenceOf = [.. touches.Select(touch => touch.Sequence)];
    }

    /// <summary>Gets the names of the sequences, in order of appearance.</summary>
    public string[] Sequences { get; }

    /// <summary>Gets the first touch of each sequence, then the number of touches.</summary>
    public int[] Offsets { get; }

    /// <summary>Gets whether each sequence converted.</summary>
    public bool[] IsConverted { get; }

    /// <summary>Gets the place of each touch in its sequence.</summary>
    public int[] Positions { get; }

    public float[] Costs { get; }

    public int[] Channels { get; }

    public string[] ChannelNames { get; }

    /// <summary>Gets the user of each touch, by number.</summary>
    public int[] Users { get; }

    /// <summary>Gets the time of each touch, in seconds.</summary>
    public double[] Times { get; }

    /// <summary>Gets the sequence of each touch.</summary>
    public int[] SequenceOf { get; }

    /// <summary>Gets the touches in order of time over the whole log.</summary>
    public int[] Order { get; }

    /// <summary>The touches that a model looked at, which are the last ones of their sequences, in its order.</summary>
    /// <param name="sequences">Names of sequences.</param>
    /// <param name="offsets">First touch of each of them as the model counts, then the number of touches.</param>
    /// <returns>For each of the model's touches its number here.</returns>
    public int[] TouchesOf(IReadOnlyList<string> sequences, int[] offsets)
    {
        Dictionary<string, int> numbers = Sequences.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        return [.. Enumerable.Range(0, sequences.Count).SelectMany(i =>
        {
            int seen = offsets[i + 1] - offsets[i];
            return Enumerable.Range(Offsets[numbers[sequences[i]] + 1] - seen, seen);
        })];
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">Comma- or tab-separated, .gz where compressed.</param>
    /// <param name="channel">Name of the channel column.</param>
    /// <param name="hasCosts">Whether it has costs; without them all are 0.</param>
    /// <exception cref="InputException">A column is missing, or a line does not fit.</exception>
    public static TouchLog Read(string path, string channel, bool hasCosts = true)
    {
        using var reader = new CsvReader(path);
        int sequence = reader.Find(Sequence), user = reader.Find(User), position = reader.Find(Position), time = reader.Find(Time);
        int converted = reader.Find(Converted), cost = hasCosts ? reader.Find(Cost) : -1, where = reader.Find(channel);
        Codes sequences = new(), users = new(), channels = new();
        List<Touch> touches = [];
        while (reader.Read())
        {
            touches.Add(new(sequences.Of(reader.Text(sequence)), reader.Whole(position), users.Of(reader.Text(user)), reader.Number(time),
                reader.Truth(converted), hasCosts ? reader.Number(cost) : 0, channels.Of(reader.Text(where))));
        }

        if (touches.Count == 0)
            throw new InputException(path, "touches were expected, but the file has none.");
        return new([.. touches.OrderBy(touch => touch.Sequence).ThenBy(touch => touch.Position)], sequences.Names, channels.Names);
    }

    private readonly record struct Touch(int Sequence, int Position, int User, float Time, bool Converted, float Cost, int Channel);

    /// <summary>Numbers of texts, in order of appearance.</summary>
    private sealed class Codes
    {
        private readonly Dictionary<string, int> _codes = [];

        public string[] Names => [.. _codes.Keys];

        public int Of(ReadOnlySpan<char> text)
        {
            Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup = _codes.GetAlternateLookup<ReadOnlySpan<char>>();
            if (!lookup.TryGetValue(text, out int code))
                lookup[text] = code = _codes.Count;
            return code;
        }
    }
}
