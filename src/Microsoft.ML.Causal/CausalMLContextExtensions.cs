// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Causal;

namespace Microsoft.ML;

/// <summary>Adds the causal catalog to <see cref="MLContext"/>.</summary>
public static class CausalMLContextExtensions
{
    /// <summary>Gets the catalog of causal estimators; it draws all randomness from <paramref name="mlContext"/>.</summary>
    /// <param name="mlContext">The context whose seed, log and data the estimators use.</param>
    /// <exception cref="ArgumentNullException"><paramref name="mlContext"/> is null.</exception>
    public static CausalCatalog Causal(this MLContext mlContext)
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        return new CausalCatalog(mlContext);
    }
}
