// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class BinaryClassificationCatalog
{
    public CalibratedBinaryClassificationMetrics Evaluate(
        IDataView data, string labelColumnName = "Label", string scoreColumnName = "Score",
        string probabilityColumnName = "Probability", string predictedLabelColumnName = "PredictedLabel") =>
        new(Count(data, labelColumnName, scoreColumnName, probabilityColumnName, predictedLabelColumnName));

    public BinaryClassificationMetrics EvaluateNonCalibrated(
        IDataView data, string labelColumnName = "Label", string scoreColumnName = "Score", string predictedLabelColumnName = "PredictedLabel") =>
        new(Count(data, labelColumnName, scoreColumnName, probabilityColumn: null, predictedLabelColumnName));

    private BinaryCounts Count(IDataView data, string labelColumn, string scoreColumn, string probabilityColumn, string predictedLabelColumn)
    {
        List<DataViewSchema.Column> columns =
        [
            EvaluatedColumn.FindNumber(Host, data, labelColumn, "Label"),
            EvaluatedColumn.FindNumber(Host, data, scoreColumn, "Score"),
        ];
        if (probabilityColumn is not null)
            columns.Add(EvaluatedColumn.FindNumber(Host, data, probabilityColumn, "Probability"));
        EvaluatedColumn.Find(Host, data, predictedLabelColumn, "PredictedLabel");

        var counts = new BinaryCounts();
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
