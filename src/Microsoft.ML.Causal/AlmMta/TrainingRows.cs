// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Takes some rows out of training data.</summary>
internal static class TrainingRows
{
    /// <summary>The rows <paramref name="rows"/> with their touches; what belongs to items is shared.</summary>
    public static AlmMtaTrainingData Take(this AlmMtaTrainingData data, int[] rows)
    {
        var offsets = new int[rows.Length + 1];
        for (int i = 0; i < rows.Length; i++)
            offsets[i + 1] = offsets[i] + data.Length(rows[i]);
        var touches = new int[offsets[^1]];
        for (int i = 0; i < rows.Length; i++)
        for (int j = 0; j < data.Length(rows[i]); j++)
            touches[offsets[i] + j] = data.Offsets[rows[i]] + j;

        return new()
        {
            Offsets = offsets,
            Keys = [.. data.Keys.Select(column => Pick(column, touches, 1)!)],
            KeyCardinalities = data.KeyCardinalities,
            Cluster = Pick(data.Cluster, touches, 1),
            ClusterCount = data.ClusterCount,
            ClusterOfItem = data.ClusterOfItem,
            ClusterCentres = data.ClusterCentres,
            Content = data.ContentByTouch ? Pick(data.Content, touches, data.ContentWidth) : data.Content,
            ContentWidth = data.ContentWidth,
            ContentByTouch = data.ContentByTouch,
            TouchNumeric = [.. data.TouchNumeric.Select(column => Pick(column, touches, 1)!)],
            Recency = Pick(data.Recency, touches, 1)!,
            Context = Pick(data.Context, rows, data.ContextWidth)!,
            ContextWidth = data.ContextWidth,
            Label = Pick(data.Label, rows, 1)!,
            User = Pick(data.User, rows, 1),
            Weight = Pick(data.Weight, rows, 1),
            ProxyCode = Pick(data.ProxyCode, touches, 1),
            ProxyCodes = data.ProxyCodes,
            Match = Pick(data.Match, touches, 1),
            WorkContent = Pick(data.WorkContent, rows, data.ContentWidth),
            LogPropensity = Pick(data.LogPropensity, touches, 1),
            ExactMatch = Pick(data.ExactMatch, touches, 1),
        };
    }

    private static T[]? Pick<T>(T[]? values, int[] indices, int width)
    {
        if (values is null)
            return null;
        var picked = new T[indices.Length * width];
        for (int k = 0; k < indices.Length; k++)
            values.AsSpan(indices[k] * width, width).CopyTo(picked.AsSpan(k * width));
        return picked;
    }
}
