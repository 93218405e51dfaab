// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Threading.Channels;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.FileProviders.Physical;
using Microsoft.Extensions.Primitives;

namespace Microsoft.ML.Causal.ScoringService;

/// <summary>Loads the models when the service starts, and again whenever their files change.</summary>
internal sealed class ModelWatcher(
    IReadOnlyList<ModelFile> files, ScoringOptions options, ScoringMetrics metrics, IHostApplicationLifetime lifetime, ILogger<ModelWatcher> logger)
    : BackgroundService
{
    private static readonly TimeSpan _quiet = TimeSpan.FromMilliseconds(100), _patience = TimeSpan.FromSeconds(10);

    /// <summary>Gets why the service could not start: a model that is configured cannot be served; null otherwise.</summary>
    public string? StartFailure { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host goes on starting meanwhile: the service is alive at once, and ready when the models are.
        await Task.Yield();
        var changed = Channel.CreateUnbounded<ModelFile>();
        // Watched before it is read, so that no change is missed in between.
        IDisposable?[] watches = [.. files.Select(file => Watch(file, changed.Writer))];
        try
        {
            foreach (ModelFile file in files)
                Load(file);
            await foreach (ModelFile file in changed.Reader.ReadAllAsync(stoppingToken))
            {
                await UntilWritten(file.Path, stoppingToken);
                Reload(file);
            }
        }
        catch (InvalidDataException e)
        {
            StartFailure = e.Message;
            logger.LogCritical("The service cannot start. {Problem}", e.Message);
            lifetime.StopApplication();
        }
        catch (OperationCanceledException)
        {
            // The service stops.
        }
        finally
        {
            Array.ForEach(watches, watch => watch?.Dispose());
        }
    }

    private void Load(ModelFile file)
    {
        try
        {
            if (!file.Load())
                return;
            metrics.Loaded(file);
            logger.LogInformation("Model {Name} is {Fingerprint} from now on, from {Path}; it reads {Columns}.",
                file.Name, file.Served!.Fingerprint, file.Path, string.Join(", ", file.Served.Columns.Select(column => $"{column.Name}: {column.Type}")));
        }
        catch (InvalidDataException)
        {
            metrics.LoadFailed(file);
            throw;
        }
    }

    private void Reload(ModelFile file)
    {
        try
        {
            Load(file);
        }
        catch (InvalidDataException e)
        {
            logger.LogError("Model {Name} stays {Fingerprint}. {Problem}", file.Name, file.Served!.Fingerprint, e.Message);
        }
    }

    private IDisposable? Watch(ModelFile file, ChannelWriter<ModelFile> changed)
    {
        string folder = Path.GetDirectoryName(file.Path)!;
        if (!Directory.Exists(folder))
            return null;
        var provider = new PhysicalFileProvider(folder, ExclusionFilters.None) { UsePollingFileWatcher = options.Poll, UseActivePolling = options.Poll };
        IDisposable subscription = ChangeToken.OnChange(() => provider.Watch(Path.GetFileName(file.Path)), () => changed.TryWrite(file));
        return new Watched(provider, subscription);
    }

    /// <summary>Waits while someone still writes: a file that is copied into its place grows for a while.</summary>
    private static async Task UntilWritten(string path, CancellationToken stoppingToken)
    {
        for (TimeSpan waited = TimeSpan.Zero; waited < _patience; waited += _quiet)
        {
            (bool, long, DateTime) before = Stamp();
            await Task.Delay(_quiet, stoppingToken);
            if (Stamp() == before)
                return;
        }

        (bool, long, DateTime) Stamp()
        {
            var file = new FileInfo(path);
            return file.Exists ? (true, file.Length, file.LastWriteTimeUtc) : default;
        }
    }

    private sealed record Watched(PhysicalFileProvider Provider, IDisposable Subscription) : IDisposable
    {
        public void Dispose()
        {
            Subscription.Dispose();
            Provider.Dispose();
        }
    }
}
