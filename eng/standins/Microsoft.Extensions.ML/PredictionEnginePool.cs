// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Microsoft.ML;

namespace Microsoft.Extensions.ML;

/// <summary>Prediction engines of one model, or of several that are told apart by name, for use by many threads.</summary>
/// <remarks>As in the real pool, an engine that is returned is kept whatever model it was made of: after a reload, that may be an old one.</remarks>
public class PredictionEnginePool<TData, TPrediction>
    where TData : class
    where TPrediction : class, new()
{
    private readonly ConcurrentDictionary<string, EnginePool<TData, TPrediction>> _named = [];
    private readonly EnginePool<TData, TPrediction> _default;
    private readonly IOptionsFactory<PredictionEnginePoolOptions<TData, TPrediction>> _options;
    private readonly IOptions<MLOptions> _contextOptions;

    public PredictionEnginePool(
        IServiceProvider serviceProvider,
        IOptions<MLOptions> mlContextOptions,
        IOptionsFactory<PredictionEnginePoolOptions<TData, TPrediction>> predictionEngineOptions)
    {
        _options = predictionEngineOptions;
        _contextOptions = mlContextOptions;
        if (_options.Create("").ModelLoader is { } loader)
            _default = new(mlContextOptions.Value.MLContext, loader);
    }

    public PredictionEngine<TData, TPrediction> GetPredictionEngine() => GetPredictionEngine("");

    public PredictionEngine<TData, TPrediction> GetPredictionEngine(string modelName) => Pool(modelName).Get();

    public void ReturnPredictionEngine(PredictionEngine<TData, TPrediction> engine) => ReturnPredictionEngine("", engine);

    public void ReturnPredictionEngine(string modelName, PredictionEngine<TData, TPrediction> engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        Pool(modelName).Return(engine);
    }

    private EnginePool<TData, TPrediction> Pool(string modelName)
    {
        if (string.IsNullOrEmpty(modelName))
            return _default ?? throw new ArgumentException("You need to configure a default, not named, model before you use this method.");
        return _named.GetOrAdd(modelName, name => new(
            _contextOptions.Value.MLContext, _options.Create(name).ModelLoader ?? throw new ArgumentNullException("poolOptions")));
    }
}
