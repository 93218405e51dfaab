// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>Reads the columns of a coupon log into plain arrays, in one pass.</summary>
internal static class UniMvtRowReader
{
    /// <summary>The rows of <paramref name="data"/>.</summary>
    /// <exception cref="ArgumentException">A column is missing or of another type.</exception>
    public static UniMvtTrainingData Read(UniMvtOptions options, IDataView data)
    {
        DataViewSchema schema = data.Schema;
        DataViewSchema.Column features = ColumnCheck.Features(schema, "feature", options.FeatureColumnName);
        DataViewSchema.Column treatment = ColumnCheck.Scalar(schema, "treatment", options.TreatmentColumnName, BooleanDataViewType.Instance);
        DataViewSchema.Column intensity = ColumnCheck.Scalar(schema, "intensity", options.IntensityColumnName, NumberDataViewType.Single);
        DataViewSchema.Column label = ColumnCheck.Scalar(schema, "label", options.LabelColumnName, BooleanDataViewType.Instance);
        DataViewSchema.Column? weight = options.ExampleWeightColumnName is { } weightName
            ? ColumnCheck.Scalar(schema, "weight", weightName, NumberDataViewType.Single)
            : null;
        CategoricalColumn[] categorical = [.. options.CategoricalColumnNames.Select(name => new CategoricalColumn(schema, name))];

        IEnumerable<DataViewSchema.Column> needed = [features, treatment, intensity, label, .. categorical.Select(c => c.Column)];
        if (weight is { } weightColumn)
            needed = needed.Append(weightColumn);
        using DataViewRowCursor cursor = data.GetRowCursor(needed);

        ValueGetter<VBuffer<float>> getFeatures = cursor.GetGetter<VBuffer<float>>(features);
        ValueGetter<bool> getTreatment = cursor.GetGetter<bool>(treatment), getLabel = cursor.GetGetter<bool>(label);
        ValueGetter<float> getIntensity = cursor.GetGetter<float>(intensity);
        ValueGetter<float>? getWeight = weight is { } column ? cursor.GetGetter<float>(column) : null;
        foreach (CategoricalColumn category in categorical)
            category.Bind(cursor);

        int width = ((VectorDataViewType)features.Type).Size;
        long rows = data.GetRowCount() ?? 1024;
        GrowingArray<float> x = new(rows * width), t = new(rows), weights = new(getWeight is null ? 0 : rows);
        GrowingArray<bool> w = new(rows), y = new(rows);
        VBuffer<float> buffer = default;
        bool flag = false;
        float number = 0;
        while (cursor.MoveNext())
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            getFeatures(ref buffer);
            buffer.CopyTo(x.Extend(width));
            getTreatment(ref flag);
            w.Add(flag);
            getIntensity(ref number);
            t.Add(number);
            getLabel(ref flag);
            y.Add(flag);
            if (getWeight is not null)
            {
                getWeight(ref number);
                weights.Add(number);
            }

            foreach (CategoricalColumn category in categorical)
                category.ReadRow();
        }

        return new UniMvtTrainingData(
            x.ToArray(), width, w.ToArray(), t.ToArray(), y.ToArray(), getWeight is null ? null : weights.ToArray(),
            [.. categorical.SelectMany(c => c.Codes())], [.. categorical.SelectMany(c => c.Cardinalities)]);
    }
}
