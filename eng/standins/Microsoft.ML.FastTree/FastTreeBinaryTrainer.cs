// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers.FastTree;

using TransformerType = BinaryPredictionTransformer<CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator>>;
using ModelType = CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator>;

/// <summary>Boosted trees for a label that is true or false.</summary>
public sealed class FastTreeBinaryTrainer : BoostingFastTreeTrainerBase<FastTreeBinaryTrainer.Options, TransformerType, ModelType>
{
    internal FastTreeBinaryTrainer(IHostEnvironment env, Options options)
        : base(env, nameof(FastTreeBinaryTrainer), options, LabelOf(options.LabelColumnName, BooleanDataViewType.Instance))
    {
    }

    private protected override IEnumerable<SchemaShape.Column> OutputColumns() =>
        ScoreColumns.Shapes(ScoreColumns.OfBinary(calibrated: true, setId: 1));

    private protected override ModelType Train(TrainingRows rows)
    {
        // A score counts in units of half the inverse learning rate, in ML.NET as here: the calibrator undoes it.
        double steepness = 2 * FastTreeTrainerOptions.LearningRate;
        List<TreeNodes> trees = Boost(rows, new LogisticObjective(steepness), FastTreeTrainerOptions.MaximumTreeOutput);
        return new CalibratedModelParameters<FastTreeBinaryModelParameters, PlattCalibrator>(
            new(Host, trees, rows.Features[0].Length), new(-steepness, offset: 0));
    }

    private protected override TransformerType MakeTransformer(ModelType model, DataViewSchema trainSchema) =>
        new(Host, model, trainSchema[FeatureColumn.Name].Type, FeatureColumn.Name);

    /// <summary>What this trainer depends on.</summary>
    public sealed class Options : BoostedTreeOptions
    {
    }
}
