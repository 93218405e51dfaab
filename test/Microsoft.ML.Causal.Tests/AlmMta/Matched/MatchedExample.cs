// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Tests.AlmMta.Matched;

/// <summary>The small confounded world with matches: a flag on the touch that caused the work, known for positive rows only.</summary>
internal static class MatchedExample
{
    public static AlmMtaOptions Quick { get; } = AlmMtaExample.Quick with { ProxyColumnName = null, MatchColumnName = "Match" };

    /// <summary>Draws journeys.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="seed">Seed of the rows.</param>
    /// <param name="chances">The true chance of each touch to move the user.</param>
    /// <param name="plain">Whether journeys have an item, a cluster and its content alone.</param>
    public static AlmMtaTrainingData Draw(int rows, int seed, out float[] chances, bool plain = true)
    {
        AlmMtaTrainingData data = AlmMtaExample.Draw(rows, seed, plain, out chances);
        var match = new float[data.Touches];
        for (int i = 0; i < rows; i++)
        for (int j = data.Offsets[i]; j < data.Offsets[i + 1]; j++)
            match[j] = !data.Label[i] ? float.NaN : data.ExactMatch![j] ? 1 : 0;
        return With(data, match);
    }

    /// <summary>The same journeys with other matches.</summary>
    public static AlmMtaTrainingData With(AlmMtaTrainingData data, float[] match) => new()
    {
        Offsets = data.Offsets, Keys = data.Keys, KeyCardinalities = data.KeyCardinalities, Cluster = data.Cluster, ClusterCount = data.ClusterCount,
        Content = data.Content, ContentWidth = data.ContentWidth, ContentByTouch = data.ContentByTouch, TouchNumeric = data.TouchNumeric,
        Recency = data.Recency, Context = data.Context, ContextWidth = data.ContextWidth, Label = data.Label, User = data.User, Match = match,
    };
}
