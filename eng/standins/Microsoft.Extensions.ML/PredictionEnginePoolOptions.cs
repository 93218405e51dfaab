// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.Extensions.ML;

/// <summary>Where a pool's model comes from.</summary>
public class PredictionEnginePoolOptions<TData, TPrediction>
    where TData : class
    where TPrediction : class, new()
{
    public PredictionEnginePoolOptions()
    {
    }

    public ModelLoader ModelLoader { get; set; }
}
