// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML;

public abstract partial class TrainCatalogBase
{
    /// <summary>Fits on each fold's training rows and evaluates on its held-out rows.</summary>
    private protected IReadOnlyList<CrossValidationResult<TMetrics>> CrossValidate<TMetrics>(
        IDataView data,
        IEstimator<ITransformer> estimator,
        int numberOfFolds,
        string samplingKeyColumnName,
        int? seed,
        Func<IDataView, TMetrics> evaluate)
        where TMetrics : class
    {
        Host.CheckValue(data, nameof(data));
        Host.CheckValue(estimator, nameof(estimator));
        Host.CheckParam(numberOfFolds > 1, nameof(numberOfFolds), "Must be more than 1");
        var folds = new DataOperationsCatalog(Host).CrossValidationSplit(data, numberOfFolds, samplingKeyColumnName, seed ?? Seed);
        return [.. folds.Select((fold, index) =>
        {
            ITransformer model = estimator.Fit(fold.TrainSet);
            IDataView scored = model.Transform(fold.TestSet);
            return new CrossValidationResult<TMetrics>(model, evaluate(scored), scored, index);
        })];
    }

    /// <summary>The model, metrics and scored rows of one fold.</summary>
    public sealed class CrossValidationResult<T>
        where T : class
    {
        public readonly ITransformer Model;
        public readonly T Metrics;
        public readonly IDataView ScoredHoldOutSet;
        public readonly int Fold;

        internal CrossValidationResult(ITransformer model, T metrics, IDataView scores, int fold)
        {
            Model = model;
            Metrics = metrics;
            ScoredHoldOutSet = scores;
            Fold = fold;
        }
    }
}
