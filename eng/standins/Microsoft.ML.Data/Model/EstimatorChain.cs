// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Estimators that are fitted one after the other, each on what the earlier ones give.</summary>
public sealed class EstimatorChain<TLastTransformer> : IEstimator<TransformerChain<TLastTransformer>>
    where TLastTransformer : class, ITransformer
{
    public readonly IEstimator<TLastTransformer> LastEstimator;
    private readonly EstimatorStep[] _steps;

    public EstimatorChain() => _steps = [];

    internal EstimatorChain(EstimatorStep[] steps)
    {
        _steps = steps;
        LastEstimator = steps.LastOrDefault().Estimator as IEstimator<TLastTransformer>;
    }

    public TransformerChain<TLastTransformer> Fit(IDataView input)
    {
        // Reports a wrong schema before any step is fitted.
        GetOutputSchema(SchemaShape.Create(input.Schema));
        var transformers = new ITransformer[_steps.Length];
        IDataView current = input;
        for (int i = 0; i < _steps.Length; i++)
        {
            transformers[i] = _steps[i].Estimator.Fit(current);
            current = transformers[i].Transform(current);
            if (_steps[i].CacheAfter && i < _steps.Length - 1)
                current = new CachedDataView(current);
        }

        return new(transformers, _steps.Select(s => s.Scope));
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        _steps.Aggregate(inputSchema, (shape, step) => step.Estimator.GetOutputSchema(shape));

    public EstimatorChain<TNewTrans> Append<TNewTrans>(
        IEstimator<TNewTrans> estimator, TransformerScope scope = TransformerScope.Everything)
        where TNewTrans : class, ITransformer
    {
        ArgumentNullException.ThrowIfNull(estimator);
        return new([.. _steps, new EstimatorStep((IEstimator<ITransformer>)estimator, scope, CacheAfter: false)]);
    }

    public EstimatorChain<TLastTransformer> AppendCacheCheckpoint(IHostEnvironment env)
    {
        ArgumentNullException.ThrowIfNull(env);
        if (_steps.Length == 0)
            throw new InvalidOperationException("Current estimator chain has no estimator, can't append cache checkpoint.");
        return new([.. _steps[..^1], _steps[^1] with { CacheAfter = true }]);
    }
}
