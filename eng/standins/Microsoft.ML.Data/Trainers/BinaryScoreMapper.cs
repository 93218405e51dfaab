// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Calibrators;

namespace Microsoft.ML.Data;

/// <summary>Scores, labels and, with a calibrator, probabilities.</summary>
internal sealed class BinaryScoreMapper(
    DataViewSchema inputSchema, DataViewSchema.Column features, IScoreModel model, ICalibrator calibrator)
    : ScoreMapper(inputSchema, features)
{
    public override DataViewSchema.DetachedColumn[] OutputColumns { get; } =
        ScoreColumns.OfBinary(calibrator is not null, ScoreColumns.NextSetId(inputSchema));

    protected override Delegate[] MakeGetters(DataViewRow input, DenseFeatures reader)
    {
        long at = -1;
        float latest = 0;
        float Score()
        {
            if (at != input.Position)
            {
                latest = model.Score(reader.Current());
                at = input.Position;
            }

            return latest;
        }

        ValueGetter<bool> label = (ref bool value) => value = Score() > 0;
        ValueGetter<float> score = (ref float value) => value = Score();
        if (calibrator is null)
            return [label, score];
        ValueGetter<float> probability = (ref float value) => value = calibrator.PredictProbability(Score());
        return [label, score, probability];
    }
}
