// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers.FastTree;

using TransformerType = RegressionPredictionTransformer<FastTreeRegressionModelParameters>;

/// <summary>Boosted trees for a label that is a number.</summary>
public sealed class FastTreeRegressionTrainer
    : BoostingFastTreeTrainerBase<FastTreeRegressionTrainer.Options, TransformerType, FastTreeRegressionModelParameters>
{
    internal FastTreeRegressionTrainer(IHostEnvironment env, Options options)
        : base(env, nameof(FastTreeRegressionTrainer), options, LabelOf(options.LabelColumnName, NumberDataViewType.Single))
    {
    }

    private protected override IEnumerable<SchemaShape.Column> OutputColumns() => ScoreColumns.Shapes(ScoreColumns.OfRegression(setId: 1));

    private protected override FastTreeRegressionModelParameters Train(TrainingRows rows) =>
        new(Host, Boost(rows, new SquaredObjective(), mostOutput: double.PositiveInfinity), rows.Features[0].Length);

    private protected override TransformerType MakeTransformer(FastTreeRegressionModelParameters model, DataViewSchema trainSchema) =>
        new(Host, model, trainSchema[FeatureColumn.Name].Type, FeatureColumn.Name);

    /// <summary>What this trainer depends on.</summary>
    public sealed class Options : BoostedTreeOptions
    {
    }
}
