// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.AutoML;

public static class MLContextExtension
{
    public static AutoCatalog Auto(this MLContext mlContext) => new(mlContext);
}
