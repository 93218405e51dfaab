// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>Base of the trainers that minimise a linear model's loss by L-BFGS.</summary>
public abstract partial class LbfgsTrainerBase<TOptions, TTransformer, TModel> : TrainerEstimatorBase<TTransformer, TModel>
    where TOptions : LbfgsTrainerBase<TOptions, TTransformer, TModel>.OptionsBase, new()
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private protected LbfgsTrainerBase(IHostEnvironment env, string name, TOptions options, SchemaShape.Column label)
        : base(env.Register(name), options.FeatureColumnName, label, options.ExampleWeightColumnName)
    {
        LbfgsOptions = options;
        Host.CheckParam(options.L1Regularization >= 0, nameof(options.L1Regularization), "Must be non-negative");
        Host.CheckParam(options.L2Regularization >= 0, nameof(options.L2Regularization), "Must be non-negative");
        Host.CheckParam(options.OptimizationTolerance > 0, nameof(options.OptimizationTolerance), "Must be positive");
        Host.CheckParam(options.HistorySize > 0, nameof(options.HistorySize), "Must be positive");
        Host.CheckParam(options.MaximumNumberOfIterations > 0, nameof(options.MaximumNumberOfIterations), "Must be positive");
    }

    public override TrainerInfo Info { get; } = new();

    private protected TOptions LbfgsOptions { get; }

    /// <summary>The bias and the weights that minimise the loss plus penalties.</summary>
    private protected (float Bias, float[] Weights) Minimize(IDifferentiableFunction loss, IReadOnlyCollection<float> rowWeights)
    {
        // ML.NET counts the L1 penalty per row and the rest per unit of weight, so it grows with the mean weight.
        float meanWeight = rowWeights.Count == 0 ? 1 : rowWeights.Average();
        var optimizer = new OrthantLbfgs(
            LbfgsOptions.L1Regularization * meanWeight, LbfgsOptions.OptimizationTolerance, LbfgsOptions.HistorySize,
            LbfgsOptions.EnforceNonNegativity, LbfgsOptions.MaximumNumberOfIterations);
        double[] found = optimizer.Minimize(loss, new double[loss.Dimension]);
        return ((float)found[0], [.. found[1..].Select(weight => (float)weight)]);
    }
}
