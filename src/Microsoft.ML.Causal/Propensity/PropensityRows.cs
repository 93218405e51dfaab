// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>The rows that an overlap report is made of.</summary>
/// <param name="Features">x, row-major, [n,d].</param>
/// <param name="Treatment">w, [n].</param>
/// <param name="Propensity">e, [n], before clipping; empty before there is a model.</param>
internal sealed record PropensityRows(float[] Features, bool[] Treatment, float[] Propensity)
{
    /// <summary>Reads the rows of <paramref name="data"/>; the probabilities of <paramref name="folds"/> models where not 0.</summary>
    public static PropensityRows Read(PropensityOptions options, IDataView data, int folds)
    {
        DataViewSchema.Column features = ColumnCheck.Features(data.Schema, "feature", options.FeatureColumnName);
        DataViewSchema.Column treatment = ColumnCheck.Scalar(
            data.Schema, "treatment", options.TreatmentColumnName, BooleanDataViewType.Instance);
        List<DataViewSchema.Column> needed = [features, treatment];
        if (folds > 0)
            needed.Add(data.Schema[PropensityMappingInput.FoldsName]);
        using DataViewRowCursor cursor = data.GetRowCursor(needed);
        ValueGetter<VBuffer<float>> getFeatures = cursor.GetGetter<VBuffer<float>>(features);
        ValueGetter<bool> getTreatment = cursor.GetGetter<bool>(treatment);
        ValueGetter<VBuffer<float>>? getByFold = folds > 0 ? cursor.GetGetter<VBuffer<float>>(needed[2]) : null;

        int width = ((VectorDataViewType)features.Type).Size;
        GrowingArray<float> x = new(1024L * width), e = new(1024);
        GrowingArray<bool> w = new(1024);
        VBuffer<float> row = default, byFold = default;
        bool treated = false;
        while (cursor.MoveNext())
        {
            getFeatures(ref row);
            row.CopyTo(x.Extend(width));
            getTreatment(ref treated);
            w.Add(treated);
            if (getByFold is null)
                continue;
            getByFold(ref byFold);
            e.Add(byFold.GetItemOrDefault(folds == 1 ? 0 : PropensityFold.Of(row, folds)));
        }

        return new(x.ToArray(), w.ToArray(), e.ToArray());
    }
}
