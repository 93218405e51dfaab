// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Calibrators;

/// <summary>Computes Probability from a score column; it inherits the score's annotations.</summary>
internal sealed class CalibratorMapper(DataViewSchema schema, DataViewSchema.Column score, ICalibrator calibrator) : RowMapper(schema)
{
    public override DataViewSchema.DetachedColumn[] OutputColumns
    {
        get
        {
            var annotations = new DataViewSchema.Annotations.Builder();
            annotations.Add(score.Annotations, _ => true);
            annotations.AddIsNormalized();
            return [new(DefaultColumnNames.Probability, NumberDataViewType.Single, annotations.ToAnnotations())];
        }
    }

    public override IEnumerable<int> GetDependencies(int output) => [score.Index];

    protected override Delegate CreateGetter(DataViewRow input, int output)
    {
        ValueGetter<float> getScore = input.GetGetter<float>(score);
        float value = 0;
        ValueGetter<float> getter = (ref float probability) =>
        {
            getScore(ref value);
            probability = calibrator.PredictProbability(value);
        };
        return getter;
    }
}
