// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>The columns that scoring adds, with their annotations.</summary>
internal static class ScoreColumns
{
    private const string Binary = "BinaryClassification";

    /// <summary>PredictedLabel, Score and, of a calibrated model, Probability.</summary>
    public static DataViewSchema.DetachedColumn[] OfBinary(bool calibrated, uint setId)
    {
        DataViewSchema.DetachedColumn label = Column(DefaultColumnNames.PredictedLabel, BooleanDataViewType.Instance, Binary, setId);
        DataViewSchema.DetachedColumn score = Column(DefaultColumnNames.Score, NumberDataViewType.Single, Binary, setId);
        if (!calibrated)
            return [label, score];

        var normalized = new DataViewSchema.Annotations.Builder();
        normalized.Add(AnnotationUtils.ScoreAnnotations(Binary, DefaultColumnNames.Probability, setId), _ => true);
        normalized.AddIsNormalized();
        return [label, score, new(DefaultColumnNames.Probability, NumberDataViewType.Single, normalized.ToAnnotations())];
    }

    /// <summary>Score.</summary>
    public static DataViewSchema.DetachedColumn[] OfRegression(uint setId) =>
        [Column(DefaultColumnNames.Score, NumberDataViewType.Single, "Regression", setId)];

    /// <summary>PredictedLabel, a key, and Score, one number per cluster.</summary>
    public static DataViewSchema.DetachedColumn[] OfClustering(int clusters, uint setId) =>
    [
        Column(DefaultColumnNames.PredictedLabel, new KeyDataViewType(typeof(uint), clusters), "Clustering", setId),
        Column(DefaultColumnNames.Score, new VectorDataViewType(NumberDataViewType.Single, clusters), "Clustering", setId),
    ];

    /// <summary>The shapes of such columns; an estimator promises the label last.</summary>
    public static IEnumerable<SchemaShape.Column> Shapes(DataViewSchema.DetachedColumn[] columns) =>
        columns[1..].Append(columns[0]).Select(c => SchemaShape.Column.Of(c.Name, c.Type, SchemaShape.Create(c.Annotations.Schema)));

    /// <summary>The number of the next set of score columns: one more than the highest in the schema.</summary>
    public static uint NextSetId(DataViewSchema schema)
    {
        uint highest = 0;
        foreach (DataViewSchema.Column column in schema)
        {
            DataViewSchema.Column? annotation = column.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.ScoreColumnSetId);
            if (annotation is not { Type: KeyDataViewType } found || found.Type.RawType != typeof(uint))
                continue;
            uint id = 0;
            column.Annotations.GetValue(found.Name, ref id);
            highest = Math.Max(highest, id);
        }

        return highest + 1;
    }

    private static DataViewSchema.DetachedColumn Column(string name, DataViewType type, string kind, uint setId) =>
        new(name, type, AnnotationUtils.ScoreAnnotations(kind, name, setId));
}
