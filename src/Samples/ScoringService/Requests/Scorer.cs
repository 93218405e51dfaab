// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.Extensions.ML;
using Microsoft.Extensions.Options;

namespace Microsoft.ML.Causal.ScoringService;

/// <summary>Scores rows with engines from the pool, all rows of a request with one model.</summary>
/// <typeparam name="TPrediction">What an engine fills.</typeparam>
internal sealed class Scorer<TPrediction>(ModelFile file, IServiceProvider services) where TPrediction : class, new()
{
    // A pool fetches its model when it is made: not before there is one.
    private readonly Lazy<PredictionEnginePool<ScoringRow, TPrediction>> _pool = new(services.GetRequiredService<PredictionEnginePool<ScoringRow, TPrediction>>);

    /// <summary>The predictions, in the order of the rows.</summary>
    /// <exception cref="InvalidOperationException">The model refuses a row.</exception>
    public TPrediction[] Score(ServedModel model, IReadOnlyList<ScoringRow> rows)
    {
        PredictionEngine<ScoringRow, TPrediction> engine = _pool.Value.GetPredictionEngine();
        // Engines that were out while the file changed come back to the new pool. They are found here, and dropped.
        if (!model.Made(engine.OutputSchema))
            engine = services.GetRequiredService<IOptions<MLOptions>>().Value.MLContext.Model.CreatePredictionEngine<ScoringRow, TPrediction>(model.Scorer);
        var predictions = new TPrediction[rows.Count];
        for (int i = 0; i < predictions.Length; i++)
            predictions[i] = engine.Predict(rows[i]);
        if (ReferenceEquals(file.Served, model))
            _pool.Value.ReturnPredictionEngine(engine);
        return predictions;
    }
}
