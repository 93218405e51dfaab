// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.ML.Causal.ScoringService;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>The service as a process, on a port of the loopback device that the system chooses, with model files that can be swapped.</summary>
internal sealed class LoadedService : IDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("service-load-");
    private readonly LoadTarget[] _targets;
    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LoadedService(LoadTarget[] targets)
    {
        _targets = targets;
        foreach (LoadTarget target in targets)
            File.WriteAllBytes(PathOf(target), target.Models[0]);
        _process = Process.Start(new ProcessStartInfo("dotnet",
        [
            typeof(ScoringServer).Assembly.Location, "--urls=http://127.0.0.1:0",
            .. targets.Select(target => $"--{ScoringOptions.Section}:{target.Setting}={PathOf(target)}"),
        ])
        { RedirectStandardOutput = true })!;
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Split(Listening) is [_, string address])
                _address.TrySetResult(new Uri(address));
        };
        _process.BeginOutputReadLine();
    }

    public Uri Address => _address.Task.Result;

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts the service and waits until it is ready.</summary>
    public static async Task<LoadedService> StartAsync(LoadTarget[] targets)
    {
        var service = new LoadedService(targets);
        using var client = new HttpClient { BaseAddress = await service._address.Task.WaitAsync(TimeSpan.FromMinutes(1)) };
        await service.ConfirmAsync(client);
        return service;
    }

    /// <summary>Moves the other model of each target into its place, and waits until the service says that it has them.</summary>
    public async Task SwapAsync(HttpClient client)
    {
        foreach (LoadTarget target in _targets)
        {
            string draft = PathOf(target) + ".draft";
            await File.WriteAllBytesAsync(draft, target.Models[1 - target.Announced]);
            target.Announce(1 - target.Announced);
            File.Move(draft, PathOf(target), overwrite: true);
        }

        await ConfirmAsync(client);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task ConfirmAsync(HttpClient client)
    {
        for (DateTime end = DateTime.UtcNow.AddMinutes(1); ; await Task.Delay(50))
        {
            using HttpResponseMessage response = await client.GetAsync("/health/ready");
            JsonElement models = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("models");
            if (_targets.All(target => models.GetProperty(target.Setting.ToLowerInvariant()).TryGetProperty("model", out JsonElement model)
                && model.GetString() == target.Fingerprints[target.Announced]))
                break;
            if (DateTime.UtcNow > end)
                throw new TimeoutException($"The service has not taken the models that it was given; it says {models}.");
        }

        foreach (LoadTarget target in _targets)
            target.Confirm(target.Announced);
    }

    private string PathOf(LoadTarget target) => Path.Combine(_folder.FullName, target.Setting + ".zip");
}
