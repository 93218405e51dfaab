// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Calibrators;

/// <summary>Fits a sigmoid to scores and labels.</summary>
public sealed class PlattCalibratorEstimator : CalibratorEstimatorBase<PlattCalibrator>
{
    internal PlattCalibratorEstimator(IHostEnvironment env, string label, string score, string weight)
        : base(env.Register(nameof(PlattCalibratorEstimator)), label, score, weight)
    {
    }

    private protected override CalibratorTransformer<PlattCalibrator> Train(IDataView input)
    {
        List<float> scores = [], weights = [];
        List<bool> labels = [];
        DataViewSchema.Column[] columns = [.. new[] { Score, Label, Weight }.Where(name => name is not null).Select(name => input.Schema[name])];
        using (DataViewRowCursor cursor = input.GetRowCursor(columns))
        {
            ValueGetter<float> getScore = cursor.GetGetter<float>(columns[0]), getLabel = NumberGetter.Of(cursor, columns[1]);
            ValueGetter<float> getWeight = Weight is null ? null : cursor.GetGetter<float>(columns[2]);
            float score = 0, label = 0, weight = 1;
            while (cursor.MoveNext())
            {
                getScore(ref score);
                getLabel(ref label);
                getWeight?.Invoke(ref weight);
                if (float.IsNaN(score) || float.IsNaN(label))
                    continue;
                scores.Add(score);
                labels.Add(label > 0);
                weights.Add(weight);
            }
        }

        (double slope, double offset) = PlattFitter.Fit([.. scores], [.. labels], [.. weights]);
        return new PlattCalibratorTransformer(Host, new(slope, offset), Score);
    }
}
