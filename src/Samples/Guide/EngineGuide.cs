// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Samples;

/// <summary>The piece of code that the documentation shows for training engines.</summary>
internal static class EngineGuide
{
    /// <summary>Trains on TorchSharp and saves the model.</summary>
    /// <returns>The model.</returns>
    /// <exception cref="InvalidOperationException">TorchSharp's native library is not there.</exception>
    public static ITransformer Run(MLContext mlContext, IDataView logs, string path)
    {
        #region engine
        var options = new UniMvtOptions { Engine = TorchSharpEngine.Best() };    // the first GPU, or the processor where there is none
        var model = mlContext.Causal().UniMvt(options).Fit(logs);
        mlContext.Model.Save(model, logs.Schema, path);          // an ordinary model: loading and scoring it needs no TorchSharp
        #endregion

        return model;
    }
}
