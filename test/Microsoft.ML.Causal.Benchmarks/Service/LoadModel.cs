// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>Model files in memory, and what ML.NET alone says with them.</summary>
internal static class LoadModel
{
    public static byte[] Save(MLContext mlContext, IDataView data, IEstimator<ITransformer> pipeline)
    {
        var stream = new MemoryStream();
        mlContext.Model.Save(pipeline.Fit(data), data.Schema, stream);
        return stream.ToArray();
    }

    public static TPrediction[] Predict<TRow, TPrediction>(byte[] model, TRow[] rows)
        where TRow : class
        where TPrediction : class, new()
    {
        var mlContext = new MLContext();
        using PredictionEngine<TRow, TPrediction> engine =
            mlContext.Model.CreatePredictionEngine<TRow, TPrediction>(mlContext.Model.Load(new MemoryStream(model), out _));
        return [.. rows.Select(engine.Predict)];
    }
}
