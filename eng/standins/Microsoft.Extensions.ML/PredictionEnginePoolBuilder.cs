// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.ML;

/// <summary>What a pool's model loaders are added to.</summary>
public class PredictionEnginePoolBuilder<TData, TPrediction>
    where TData : class
    where TPrediction : class, new()
{
    public PredictionEnginePoolBuilder(IServiceCollection services) =>
        Services = services ?? throw new ArgumentNullException(nameof(services));

    public IServiceCollection Services { get; }
}
