// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.ML.Causal.ScoringService;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.ScoringService;

/// <summary>The service on a test server, with model files of its own in a folder that is gone when the test ends.</summary>
internal sealed class ScoringHost : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("scoring-");
    private readonly WebApplication _app;

    private ScoringHost(byte[]? coupons, byte[]? attribution, string[] settings, Action<WebApplicationBuilder>? configure)
    {
        List<string> arguments = [.. settings];
        foreach ((string name, byte[]? model) in new[] { ("Coupons", coupons), ("Attribution", attribution) })
        {
            if (model is null)
                continue;
            File.WriteAllBytes(PathOf(name), model);
            arguments.Add($"--{ScoringOptions.Section}:{name}={PathOf(name)}");
        }

        _app = ScoringServer.Build([.. arguments], builder =>
        {
            builder.WebHost.UseTestServer();
            builder.Logging.ClearProviders();
            configure?.Invoke(builder);
        });
    }

    public HttpClient Client => _app.GetTestClient();

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts the service and waits until it is ready, or has given up.</summary>
    public static async Task<ScoringHost> StartAsync(
        byte[]? coupons = null, byte[]? attribution = null, string[]? settings = null, Action<WebApplicationBuilder>? configure = null, bool isReady = true)
    {
        var host = new ScoringHost(coupons, attribution, settings ?? [], configure);
        await host._app.StartAsync();
        if (isReady)
            await host.UntilAsync(health => health.GetProperty("status").GetString() != "Unhealthy");
        return host;
    }

    /// <summary>Where the file of a model is.</summary>
    /// <param name="name">Coupons or Attribution.</param>
    public string PathOf(string name) => Path.Combine(_folder.FullName, name + ".zip");

    /// <summary>Puts another file in a model's place, as a whole.</summary>
    public void Replace(string name, byte[] file)
    {
        string draft = PathOf(name) + ".draft";
        File.WriteAllBytes(draft, file);
        File.Move(draft, PathOf(name), overwrite: true);
    }

    /// <summary>Waits until the service's readiness is as wanted.</summary>
    public async Task<JsonElement> UntilAsync(Func<JsonElement, bool> wanted)
    {
        JsonElement health = default;
        for (int i = 0; i < 600; i++)
        {
            using HttpResponseMessage response = await Client.GetAsync("/health/ready");
            health = await response.Content.ReadFromJsonAsync<JsonElement>();
            if (wanted(health))
                return health;
            await Task.Delay(50);
        }

        Assert.Fail($"The service did not become what was awaited; it says {health}.");
        return health;
    }

    /// <summary>A number of the metrics page.</summary>
    public async Task<int> MetricAsync(string name, string label = "model=\"coupons\"")
    {
        string text = await Client.GetStringAsync("/metrics");
        string? line = text.Split('\n').SingleOrDefault(line => line.StartsWith(name + "{", StringComparison.Ordinal) && line.Contains(label, StringComparison.Ordinal));
        Assert.IsNotNull(line, $"The metrics have no {name} with {label}.");
        return int.Parse(line[(line.IndexOf('}', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);
    }

    /// <summary>Waits until the service has stopped by itself.</summary>
    public Task UntilStoppedAsync() => _app.WaitForShutdownAsync().WaitAsync(TimeSpan.FromSeconds(30));

    public Task<HttpResponseMessage> PostAsync(string address, object body) => Client.PostAsJsonAsync(address, body);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
