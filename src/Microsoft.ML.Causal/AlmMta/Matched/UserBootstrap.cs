// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Draws users with replacement: the rows of a user come or stay away together, as they would in new data.</summary>
internal static class UserBootstrap
{
    /// <summary>The rows of as many drawn users as there are.</summary>
    /// <param name="data">Journeys.</param>
    /// <param name="rows">Rows to draw from.</param>
    /// <param name="random">Draws.</param>
    public static int[] Draw(AlmMtaTrainingData data, ReadOnlySpan<int> rows, RandomStream random)
    {
        Dictionary<int, List<int>> rowsOf = [];
        foreach (int i in rows)
        {
            int user = data.User?[i] ?? i;
            if (!rowsOf.TryGetValue(user, out List<int>? own))
                rowsOf[user] = own = [];
            own.Add(i);
        }

        List<int>[] users = [.. rowsOf.Values];
        return [.. Enumerable.Range(0, users.Length).SelectMany(_ => users[random.NextInteger(users.Length)])];
    }
}
