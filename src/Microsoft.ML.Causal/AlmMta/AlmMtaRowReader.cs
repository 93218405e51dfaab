// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>What was read from a data view of journeys.</summary>
/// <param name="Data">The journeys.</param>
/// <param name="ShortenedJourneys">Journeys that were cut to the most recent touches.</param>
/// <param name="CutTouches">Touches that those lost.</param>
/// <param name="ItemContentShare">Share of touches whose item has content; null without content by item.</param>
internal sealed record AlmMtaRows(AlmMtaTrainingData Data, int ShortenedJourneys, long CutTouches, double? ItemContentShare);

/// <summary>Reads the columns of journeys into ragged arrays, in one pass.</summary>
internal static class AlmMtaRowReader
{
    /// <summary>The journeys of <paramref name="data"/>.</summary>
    /// <param name="options">Names of the columns.</param>
    /// <param name="data">The journeys.</param>
    /// <param name="seed">Seed of the clusters, where they are made from content.</param>
    /// <param name="former">A model whose clusters and codes stay; null finds them.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">Columns of a row are of different lengths, or a proxy is missing; the message counts and names them.</exception>
    public static AlmMtaRows Read(AlmMtaOptions options, IDataView data, int seed, AlmMtaFormer? former = null)
    {
        DataViewSchema schema = data.Schema;
        TouchColumn<uint>[] keys = [.. options.TouchKeyColumnNames.Select(name => new TouchColumn<uint>("Touch key", TouchColumnCheck.Keys(schema, "touch key", name)))];
        TouchColumn<float>[] numeric =
            [.. options.TouchNumericColumnNames.Select(name => new TouchColumn<float>("Numeric touch", TouchColumnCheck.Numbers(schema, "numeric touch", name)))];
        TouchColumn<uint>? cluster = options.ClusterColumnName is { } clusterName
            ? new("Cluster", TouchColumnCheck.Keys(schema, "cluster", clusterName))
            : null;
        TouchColumn<float>? content = Numbers("Content", options.ContentColumnName), proxy = Numbers("Proxy", options.ProxyColumnName);
        TouchColumn<float>? match = Numbers("Match", options.MatchColumnName), exact = Numbers("Exact-match", options.ExactMatchColumnName);
        List<TouchColumn> touches = [.. keys, .. numeric, .. new TouchColumn?[] { cluster, proxy, content }.OfType<TouchColumn>()];
        // What only uploaders have, others may leave out.
        TouchColumn[] optional = [.. new TouchColumn?[] { match, exact }.OfType<TouchColumn>()];
        RowColumns rows = new(options, schema);
        ItemContentTable? items = options.ItemContent is { } table ? ItemContentTable.Read(table, keys[0].Column) : null;

        using DataViewRowCursor cursor = data.GetRowCursor(rows.Columns.Concat(touches.Concat(optional).Select(touch => touch.Column)).DistinctBy(column => column.Index));
        rows.Bind(cursor);
        foreach (TouchColumn column in touches.Concat(optional))
            column.Bind(cursor);
        GrowingArray<int> offsets = new(data.GetRowCount() + 1 ?? 1024);
        offsets.Add(0);
        int total = 0, shortened = 0, contentWidth = items?.Width ?? 0;
        long cut = 0;
        for (int row = 1; cursor.MoveNext(); row++)
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            foreach (TouchColumn column in touches.Concat(optional))
                column.Fetch();
            int length = keys[0].FetchedLength, kept = Math.Min(length, options.MaxTouchpoints);
            foreach (TouchColumn column in touches)
            {
                if (ReferenceEquals(column, content) && length > 0)
                {
                    // The first journey with touches says how many numbers a content vector has.
                    contentWidth = contentWidth > 0 ? contentWidth : column.FetchedLength / length;
                    column.Keep(row, length, kept, contentWidth);
                }
                else
                {
                    column.Keep(row, length, kept, width: 1);
                }
            }

            foreach (TouchColumn column in optional)
                column.KeepOrMissing(row, length, kept);
            rows.Read();
            offsets.Add(total += kept);
            shortened += kept < length ? 1 : 0;
            cut += length - kept;
        }

        foreach (TouchColumn column in touches.Concat(optional))
            column.ThrowIfUneven(keys[0].Column.Name);
        AlmMtaTrainingData assembled = Assemble();
        return new(assembled, shortened, cut, items is null ? null : assembled.Keys[0].Count(item => items.HasContent[item]) / (double)Math.Max(1, total));

        TouchColumn<float>? Numbers(string role, string? name) =>
            name is null ? null : new(role, TouchColumnCheck.Numbers(schema, role.ToLowerInvariant(), name));

        AlmMtaTrainingData Assemble()
        {
            int[][] codes = [.. keys.Select(column => Array.ConvertAll(column.Values(), key => (int)key))];
            int[] cardinalities = [.. keys.Select(column => TouchColumnCheck.Cardinality(column.Column))], starts = offsets.ToArray();
            float[]? vectors = items?.Values ?? content?.Values();
            ItemClusters? found = cluster is not null || vectors is null || contentWidth == 0 ? null
                : former is { Settings.ClusterByItem: true } && former.Settings.ContentWidth == contentWidth && former.Settings.ContentByTouch == items is null
                    ? former.Clusters(codes[0], cardinalities[0], vectors, items is null)
                : items is not null ? ItemClusters.OfItems(codes[0], items, options.ClusterCount, seed)
                : ItemClusters.OfTouches(codes[0], cardinalities[0], vectors, contentWidth, options.ClusterCount, seed);
            (int[]? proxyCodes, int proxyCount, float[] limits) = proxy is null
                ? (null, 0, [])
                : ProxyCodes.Of(proxy.Values(), options.ProxyBuckets, proxy.Column.Name, former?.Settings.ProxyLimits);
            return new()
            {
                Offsets = starts,
                Keys = codes,
                KeyCardinalities = cardinalities,
                Cluster = cluster is not null ? Array.ConvertAll(cluster.Values(), key => (int)key) : found?.OfTouch,
                ClusterCount = cluster is not null ? TouchColumnCheck.Cardinality(cluster.Column) : found?.Count ?? 0,
                ClusterOfItem = found?.OfItem,
                ClusterCentres = items is null ? found?.Centres : null,
                Content = contentWidth > 0 ? vectors : null,
                ContentWidth = contentWidth,
                ContentByTouch = contentWidth > 0 && items is null,
                TouchNumeric = [.. numeric.Select(column => column.Values())],
                Recency = AlmMtaTrainingData.RecencyOf(starts),
                Context = rows.Context,
                ContextWidth = rows.ContextWidth,
                Label = rows.Label,
                User = rows.User,
                Weight = rows.Weight,
                ProxyCode = proxyCodes,
                ProxyCodes = proxyCount,
                ProxyLimits = limits,
                Match = match?.Values(),
                WorkContent = contentWidth > 0 ? rows.WorkContent(contentWidth) : null,
                ExactMatch = exact is null ? null : Array.ConvertAll(exact.Values(), flag => flag == 1),
            };
        }
    }
}
