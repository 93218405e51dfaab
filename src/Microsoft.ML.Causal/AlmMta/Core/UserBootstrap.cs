// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Users drawn with replacement: the rows of a user come or stay away together, as they would in new data.</summary>
/// <param name="Rows">The rows of the users drawn, each once, in the order in which they were given.</param>
/// <param name="Times">How often each of them was drawn.</param>
internal sealed record UserBootstrap(int[] Rows, double[] Times)
{
    /// <summary>Draws as many users as there are.</summary>
    /// <param name="data">Journeys.</param>
    /// <param name="rows">Rows to draw from.</param>
    /// <param name="random">Draws.</param>
    public static UserBootstrap Draw(AlmMtaTrainingData data, ReadOnlySpan<int> rows, RandomStream random)
    {
        Dictionary<int, int> place = [];
        foreach (int i in rows)
            place.TryAdd(data.User?[i] ?? i, place.Count);
        var times = new int[place.Count];
        for (int draw = 0; draw < times.Length; draw++)
            times[random.NextInteger(times.Length)]++;
        List<int> drawn = [];
        List<double> weight = [];
        foreach (int i in rows)
        {
            if (times[place[data.User?[i] ?? i]] is > 0 and var count)
            {
                drawn.Add(i);
                weight.Add(count);
            }
        }

        return new([.. drawn], [.. weight]);
    }
}
