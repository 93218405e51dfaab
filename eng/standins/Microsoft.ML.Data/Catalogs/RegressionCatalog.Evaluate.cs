// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class RegressionCatalog
{
    public RegressionMetrics Evaluate(IDataView data, string labelColumnName = "Label", string scoreColumnName = "Score")
    {
        DataViewSchema.Column label = EvaluatedColumn.FindNumber(Host, data, labelColumnName, "Label");
        DataViewSchema.Column score = EvaluatedColumn.FindNumber(Host, data, scoreColumnName, "Score");
        using DataViewRowCursor cursor = data.GetRowCursor(new[] { label, score }.DistinctBy(column => column.Index));
        ValueGetter<float> getLabel = NumberGetter.Of(cursor, label), getScore = NumberGetter.Of(cursor, score);
        double absolute = 0, squared = 0, loss = 0, total = 0, totalSquared = 0, rows = 0;
        float labelValue = 0, scoreValue = 0;
        while (cursor.MoveNext())
        {
            getLabel(ref labelValue);
            getScore(ref scoreValue);
            if (float.IsNaN(labelValue) || float.IsNaN(scoreValue))
                continue;
            double error = Math.Abs((double)labelValue - scoreValue);
            absolute += error;
            squared += error * error;
            total += labelValue;

            // In single precision, as in ML.NET: with large labels R² differs visibly from the exact one.
            totalSquared += labelValue * labelValue;
            loss += (scoreValue - labelValue) * (scoreValue - labelValue);
            rows++;
        }

        return new(absolute, squared, loss, total, totalSquared, rows);
    }
}
