// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.AutoML;

public sealed class AutoCatalog
{
    private readonly MLContext _mlContext;

    internal AutoCatalog(MLContext mlContext) => _mlContext = mlContext;

    public AutoMLExperiment CreateExperiment(AutoMLExperiment.AutoMLExperimentSettings settings = null) => new(_mlContext, settings ?? new());
}
