// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class ClusteringCatalog
{
    public ClusteringMetrics Evaluate(
        IDataView data, string labelColumnName = null, string scoreColumnName = "Score", string featureColumnName = null)
    {
        DataViewSchema.Column score = EvaluatedColumn.Find(Host, data, scoreColumnName, "Score");
        DataViewSchema.Column? label = labelColumnName is null ? null : EvaluatedColumn.FindNumber(Host, data, labelColumnName, "Label");
        DataViewSchema.Column? features = featureColumnName is null ? null : EvaluatedColumn.Find(Host, data, featureColumnName, "Features");
        DataViewSchema.Column[] columns = [score, .. new[] { label, features }.Where(c => c.HasValue).Select(c => c.Value)];

        using DataViewRowCursor cursor = data.GetRowCursor(columns);
        var scores = new DenseFeatures(cursor, score);
        DenseFeatures reader = features is { } f ? new(cursor, f) : null;
        ValueGetter<float> getLabel = label is { } l ? NumberGetter.Of(cursor, l) : null;
        var counts = new ClusterCounts();
        float labelValue = 0;
        int clusters = 0;
        while (cursor.MoveNext())
        {
            ReadOnlySpan<float> distances = scores.Current();
            clusters = distances.Length;
            int nearest = distances.IndexOf(distances.ToArray().Min());
            getLabel?.Invoke(ref labelValue);
            counts.Add(nearest, distances[nearest], labelValue, reader is null ? [] : reader.Current().ToArray());
        }

        return new(
            counts.AverageDistance(),
            reader is null ? 0 : counts.DaviesBouldinIndex(clusters),
            counts.NormalizedMutualInformation());
    }
}
