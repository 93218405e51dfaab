// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.ML;

/// <summary>Adds pools of prediction engines to an application's services.</summary>
public static class ServiceCollectionExtensions
{
    public static PredictionEnginePoolBuilder<TData, TPrediction> AddPredictionEnginePool<TData, TPrediction>(this IServiceCollection services)
        where TData : class
        where TPrediction : class, new()
    {
        services.AddLogging().AddOptions().TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<MLOptions>, MLContextLogging>());
        services.AddSingleton<PredictionEnginePool<TData, TPrediction>>();
        return new(services);
    }
}
