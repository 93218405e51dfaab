// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>Scores.</summary>
internal sealed class RegressionScoreMapper(DataViewSchema inputSchema, DataViewSchema.Column features, IScoreModel model)
    : ScoreMapper(inputSchema, features)
{
    public override DataViewSchema.DetachedColumn[] OutputColumns { get; } =
        ScoreColumns.OfRegression(ScoreColumns.NextSetId(inputSchema));

    protected override Delegate[] MakeGetters(DataViewRow input, DenseFeatures reader)
    {
        ValueGetter<float> score = (ref float value) => value = model.Score(reader.Current());
        return [score];
    }
}
