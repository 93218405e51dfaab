// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.ML.Causal.ScoringService;

/// <summary>Ready once every model is loaded, until the service stops; degraded while a file holds what could not be loaded.</summary>
internal sealed class ModelsHealth(IReadOnlyList<ModelFile> files, IHostApplicationLifetime lifetime) : IHealthCheck
{
    public const string Ready = "ready";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        Dictionary<string, object> data = files.ToDictionary(file => file.Name, file => (object)new
        {
            Model = file.Served?.Fingerprint,
            file.Served?.Loaded,
            Problem = file.Failure,
        });
        HealthCheckResult result = lifetime.ApplicationStopping.IsCancellationRequested
            ? HealthCheckResult.Unhealthy("The service stops.", data: data)
            : files.Any(file => file.Served is null)
                ? HealthCheckResult.Unhealthy("Models are not loaded yet.", data: data)
                : files.Any(file => file.Failure is not null)
                    ? HealthCheckResult.Degraded("A model's file changed to something that could not be loaded; the model before answers.", data: data)
                    : HealthCheckResult.Healthy("All models are loaded.", data);
        return Task.FromResult(result);
    }

    /// <summary>Writes the result as JSON.</summary>
    public static Task Write(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        Status = report.Status.ToString(),
        Description = report.Entries.Values.FirstOrDefault().Description,
        Models = report.Entries.Values.SelectMany(entry => entry.Data).ToDictionary(pair => pair.Key, pair => pair.Value),
    });
}
