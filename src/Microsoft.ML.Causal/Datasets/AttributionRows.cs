// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Rows of an <see cref="AttributionSample"/> in the forms that others read.</summary>
internal static class AttributionRows
{
    /// <summary>The rows of a part of the users as objects, made when they are asked for.</summary>
    public static IEnumerable<AttributionRow> Of(AttributionSample sample, AttributionSplit? split)
    {
        for (int i = 0; i < sample.Rows; i++)
        {
            if (split is not null && sample.Split[i] != split)
                continue;
            Range touches = sample.Offsets[i]..sample.Offsets[i + 1];
            int[] items = sample.Item[touches];
            yield return new AttributionRow
            {
                User = (uint)sample.User[i],
                Split = sample.Split[i].ToString(),
                Context = sample.Context[(i * AttributionWorld.ContextWidth)..((i + 1) * AttributionWorld.ContextWidth)],
                Item = [.. items.Select(item => (uint)item + 1)],
                Cluster = [.. items.Select(item => (uint)AttributionWorld.ClusterOf(item) + 1)],
                Content = [.. items.SelectMany(item => Content(sample.World, item))],
                ProxyStrict = Codes(AttributionProxy.Strict),
                ProxyMedium = Codes(AttributionProxy.Medium),
                ProxyRich = Codes(AttributionProxy.Rich),
                ProxyExact = Codes(AttributionProxy.Exact),
                ProxyLeaky = Codes(AttributionProxy.Leaky),
                ProxyBucket = Codes(AttributionProxy.Bucket),
                MatchStrict = sample.Match(AttributionMatch.Strict)[touches],
                MatchMedium = sample.Match(AttributionMatch.Medium)[touches],
                MatchCosine = sample.Match(AttributionMatch.Cosine)[touches],
                Upload = sample.Upload[(i * AttributionWorld.ContentWidth)..((i + 1) * AttributionWorld.ContentWidth)],
                Label = sample.Label[i],
                TrueProbability = sample.TrueProbability[i],
                TrueInspired = [.. sample.TrueInspired[touches].Select(z => z ? 1f : 0)],
                TrueUplift = sample.TrueUplift[touches],
                TrueUpliftOnTreated = sample.TrueUpliftOnTreated[touches],
            };

            float[] Codes(AttributionProxy proxy) => [.. sample.Proxy(proxy)[touches].Select(code => (float)code)];
        }
    }

    /// <summary>The rows of a part of the users as ALM-MTA's arrays.</summary>
    /// <param name="sample">The rows.</param>
    /// <param name="chosen">Indices of the rows.</param>
    /// <param name="proxy">The proxy to show, if any.</param>
    /// <param name="match">The match to show, if any; strict matches are then shown as exact ones, and the uploads' content with them.</param>
    public static AlmMtaTrainingData ToTrainingData(AttributionSample sample, IReadOnlyList<int> chosen, AttributionProxy? proxy, AttributionMatch? match)
    {
        int[] offsets = new int[chosen.Count + 1];
        for (int i = 0; i < chosen.Count; i++)
            offsets[i + 1] = offsets[i] + sample.Offsets[chosen[i] + 1] - sample.Offsets[chosen[i]];
        int[] own = [.. chosen.SelectMany(i => Enumerable.Range(sample.Offsets[i], sample.Offsets[i + 1] - sample.Offsets[i]))];
        float[]? exact = match is null ? null : sample.Match(AttributionMatch.Strict);
        return new()
        {
            Offsets = offsets,
            Keys = [[.. own.Select(j => sample.Item[j] + 1)]],
            KeyCardinalities = [AttributionWorld.Items],
            Cluster = [.. own.Select(j => AttributionWorld.ClusterOf(sample.Item[j]) + 1)],
            ClusterCount = AttributionWorld.Clusters,
            ClusterOfItem = [0, .. Enumerable.Range(0, AttributionWorld.Items).Select(item => AttributionWorld.ClusterOf(item) + 1)],
            Content = [.. new float[AttributionWorld.ContentWidth], .. Enumerable.Range(0, AttributionWorld.Items).SelectMany(item => Content(sample.World, item))],
            ContentWidth = AttributionWorld.ContentWidth,
            Recency = AlmMtaTrainingData.RecencyOf(offsets),
            Context = [.. chosen.SelectMany(i => sample.Context.Skip(i * AttributionWorld.ContextWidth).Take(AttributionWorld.ContextWidth))],
            ContextWidth = AttributionWorld.ContextWidth,
            Label = [.. chosen.Select(i => sample.Label[i])],
            User = [.. chosen.Select(i => sample.User[i])],
            ProxyCode = proxy is { } kind ? [.. own.Select(j => (int)sample.Proxy(kind)[j])] : null,
            ProxyCodes = proxy is null ? 0 : proxy == AttributionProxy.Bucket ? 5 : 2,
            Match = match is { } matched ? [.. own.Select(j => sample.Match(matched)[j])] : null,
            WorkContent = match is null ? null : [.. chosen.SelectMany(i => Upload(sample, i))],
            ExactMatch = exact is null ? null : [.. own.Select(j => exact[j] == 1)],
        };
    }

    /// <summary>The content of what row <paramref name="i"/> uploaded; zeros without an upload.</summary>
    private static float[] Upload(AttributionSample sample, int i)
    {
        const int Width = AttributionWorld.ContentWidth;
        return sample.Label[i] ? sample.Upload[(i * Width)..((i + 1) * Width)] : new float[Width];
    }

    private static float[] Content(AttributionWorld world, int item)
    {
        ReadOnlySpan<double> content = world.Content(item);
        var values = new float[content.Length];
        for (int d = 0; d < values.Length; d++)
            values[d] = (float)content[d];
        return values;
    }
}
