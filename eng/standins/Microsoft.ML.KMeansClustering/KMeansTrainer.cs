// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>Groups rows around means.</summary>
public class KMeansTrainer : TrainerEstimatorBase<ClusteringPredictionTransformer<KMeansModelParameters>, KMeansModelParameters>
{
    private readonly Options _options;

    internal KMeansTrainer(IHostEnvironment env, Options options)
        : base(env.Register(nameof(KMeansTrainer)), options.FeatureColumnName, label: default, options.ExampleWeightColumnName)
    {
        Host.CheckParam(options.NumberOfClusters > 0, nameof(options.NumberOfClusters), "Must be positive");
        Host.CheckParam(options.MaximumNumberOfIterations > 0, nameof(options.MaximumNumberOfIterations), "Must be positive");
        Host.CheckParam(options.OptimizationTolerance > 0, nameof(options.OptimizationTolerance), "Tolerance must be positive");
        _options = options;
    }

    public override TrainerInfo Info { get; } = new();

    private protected override IEnumerable<SchemaShape.Column> OutputColumns() =>
        ScoreColumns.Shapes(ScoreColumns.OfClustering(_options.NumberOfClusters, setId: 1));

    private protected override KMeansModelParameters Train(TrainingRows rows)
    {
        Host.Check(rows.Features.Count >= _options.NumberOfClusters, "Failed to initialize clusters: too few examples");
        var core = new KMeansCore(
            _options.NumberOfClusters, _options.MaximumNumberOfIterations, _options.OptimizationTolerance,
            _options.InitializationAlgorithm != InitializationAlgorithm.Random, Host.Rand);
        return new(Host, core.Fit(rows.Features, [.. rows.Weights]));
    }

    private protected override ClusteringPredictionTransformer<KMeansModelParameters> MakeTransformer(
        KMeansModelParameters model, DataViewSchema trainSchema) =>
        new(Host, model, trainSchema[FeatureColumn.Name].Type, FeatureColumn.Name);

    /// <summary>How the first centroids are chosen.</summary>
    public enum InitializationAlgorithm
    {
        KMeansPlusPlus = 0,
        Random = 1,
        KMeansYinyang = 2,
    }

    /// <summary>What k-means depends on; both ways to spread the first centroids are k-means++.</summary>
    public sealed class Options : UnsupervisedTrainerInputBaseWithWeight
    {
        public int NumberOfClusters = 5;
        public InitializationAlgorithm InitializationAlgorithm = InitializationAlgorithm.KMeansYinyang;
        public float OptimizationTolerance = 1e-7f;
        public int MaximumNumberOfIterations = 1000;
    }
}
