// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.Extensions.ObjectPool;
using Microsoft.Extensions.Primitives;
using Microsoft.ML;

namespace Microsoft.Extensions.ML;

/// <summary>The engines of one model; a reload puts an empty pool in the place of the old one.</summary>
internal sealed class EnginePool<TData, TPrediction>
    where TData : class
    where TPrediction : class, new()
{
    private volatile DefaultObjectPool<PredictionEngine<TData, TPrediction>> _pool;

    public EnginePool(MLContext mlContext, ModelLoader loader)
    {
        Reload();
        ChangeToken.OnChange(loader.GetReloadToken, Reload);

        void Reload() => _pool = new(new Policy(mlContext, loader.GetModel()));
    }

    public PredictionEngine<TData, TPrediction> Get() => _pool.Get();

    public void Return(PredictionEngine<TData, TPrediction> engine) => _pool.Return(engine);

    private sealed class Policy(MLContext mlContext, ITransformer model) : PooledObjectPolicy<PredictionEngine<TData, TPrediction>>
    {
        public override PredictionEngine<TData, TPrediction> Create() => mlContext.Model.CreatePredictionEngine<TData, TPrediction>(model);

        public override bool Return(PredictionEngine<TData, TPrediction> obj) => true;
    }
}
