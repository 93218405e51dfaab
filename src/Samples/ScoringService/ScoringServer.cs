// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.ML;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Microsoft.ML.Causal.ScoringService;

/// <summary>Puts the service together.</summary>
internal static class ScoringServer
{
    /// <param name="args">Arguments of the command line.</param>
    /// <param name="configure">Changes the builder last, as tests do.</param>
    /// <exception cref="ArgumentException">A setting does not fit; the message says which.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        ScoringOptions options = (builder.Configuration.GetSection(ScoringOptions.Section).Get<ScoringOptions>() ?? new()).Validated();
        ModelFile? coupons = options.Coupons is { } path ? new("coupons", path, ModelKind.UniMvt) : null;
        ModelFile? attribution = options.Attribution is { } other ? new("attribution", other, ModelKind.AlmMta) : null;

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaxBodyBytes;
        });
        IServiceCollection services = builder.Services;
        services.AddSingleton(options).AddSingleton<ScoringMetrics>();
        services.AddSingleton<IReadOnlyList<ModelFile>>([.. new[] { coupons, attribution }.OfType<ModelFile>()]);
        services.AddSingleton<ModelWatcher>().AddHostedService(provider => provider.GetRequiredService<ModelWatcher>());
        services.AddHealthChecks().AddCheck<ModelsHealth>("models", tags: [ModelsHealth.Ready]);
        services.AddProblemDetails();
        services.AddOpenApi();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull);
        services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("ScoringService")).WithMetrics(metrics => metrics
            .AddMeter(ScoringMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
            .AddPrometheusExporter());
        Add<CouponPrediction>(services, coupons);
        Add<JourneyPrediction>(services, attribution);
        configure?.Invoke(builder);

        WebApplication app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = ModelsHealth.Write });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(ModelsHealth.Ready), ResponseWriter = ModelsHealth.Write });
        app.MapPrometheusScrapingEndpoint();
        app.MapOpenApi();
        Map<CouponPrediction, CouponAnswer>(app, coupons, "/coupons/recommend", CouponAnswer.Of, "Which coupon to issue, and why.");
        Map<JourneyPrediction, JourneyAnswer>(app, attribution, "/attribution/explain", JourneyAnswer.Of, "Which touches made a journey's outcome likely.");
        return app;
    }

    private static void Add<TPrediction>(IServiceCollection services, ModelFile? file) where TPrediction : class, new()
    {
        if (file is null)
            return;
        services.AddPredictionEnginePool<ScoringRow, TPrediction>();
        services.Configure<PredictionEnginePoolOptions<ScoringRow, TPrediction>>(pool => pool.ModelLoader = file);
    }

    private static void Map<TPrediction, TAnswer>(
        WebApplication app, ModelFile? file, string route, Func<TPrediction, ServedModel, TAnswer?> answer, string summary)
        where TPrediction : class, new()
        where TAnswer : class
    {
        if (file is null)
            return;
        var scorer = new Scorer<TPrediction>(file, app.Services);
        var endpoint = ActivatorUtilities.CreateInstance<ScoringEndpoint<TPrediction, TAnswer>>(app.Services, file, scorer, answer);
        app.MapPost(route, endpoint.AnswerAsync)
            .WithTags(file.Name)
            .WithSummary(summary)
            .WithDescription("The body is one row, an object, or a list of rows; a list gets a list of answers, in the same order.")
            .Produces<TAnswer>()
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .AddOpenApiOperationTransformer((operation, _, _) =>
            {
                RowSchema.Describe(operation, file);
                return Task.CompletedTask;
            });
    }
}
