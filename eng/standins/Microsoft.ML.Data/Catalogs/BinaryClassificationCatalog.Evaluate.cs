// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class BinaryClassificationCatalog
{
    public CalibratedBinaryClassificationMetrics Evaluate(
        IDataView data, string labelColumnName = "Label", string scoreColumnName = "Score",
        string probabilityColumnName = "Probability", string predictedLabelColumnName = "PredictedLabel")
    {
        DataViewSchema.Column probability = EvaluatedColumn.FindNumber(Host, data, probabilityColumnName, "Probability");
        return new(Count(data, labelColumnName, scoreColumnName, probability, predictedLabelColumnName));
    }

    public BinaryClassificationMetrics EvaluateNonCalibrated(
        IDataView data, string labelColumnName = "Label", string scoreColumnName = "Score", string predictedLabelColumnName = "PredictedLabel") =>
        new(Count(data, labelColumnName, scoreColumnName, probability: null, predictedLabelColumnName));

    private BinaryCounts Count(
        IDataView data, string labelColumn, string scoreColumn, DataViewSchema.Column? probability, string predictedLabelColumn)
    {
        DataViewSchema.Column label = EvaluatedColumn.FindNumber(Host, data, labelColumn, "Label");
        DataViewSchema.Column score = EvaluatedColumn.FindNumber(Host, data, scoreColumn, "Score");
        EvaluatedColumn.Find(Host, data, predictedLabelColumn, "PredictedLabel");

        var counts = new BinaryCounts();
        DataViewSchema.Column[] columns = probability is { } third ? [label, score, third] : [label, score];
        using DataViewRowCursor cursor = data.GetRowCursor(columns.DistinctBy(column => column.Index));
        ValueGetter<float>[] getters = [.. columns.Select(column => NumberGetter.Of(cursor, column))];
        float labelValue = 0, scoreValue = 0, probabilityValue = float.NaN;
        while (cursor.MoveNext())
        {
            getters[0](ref labelValue);
            getters[1](ref scoreValue);
            if (getters.Length > 2)
                getters[2](ref probabilityValue);
            counts.Add(scoreValue, labelValue, probabilityValue);
        }

        return counts;
    }
}
