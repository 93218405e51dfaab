// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Runtime;

namespace Microsoft.ML.Causal;

/// <summary>Sends what a fit says to the context's log, and its progress to the context's progress channel.</summary>
internal sealed class TrainingLog : ITrainingMonitor, IDisposable
{
    private readonly IChannel _channel;
    private readonly IProgressChannel _progress;
    private readonly Lock _lock = new();
    private TrainingProgress _last;

    /// <param name="host">The estimator's host.</param>
    public TrainingLog(IHost host)
    {
        _channel = host.Start("Training");
        _progress = host.StartProgressChannel("Training");
        _progress.SetHeader(new ProgressHeader(["loss"], ["epochs"]), entry =>
        {
            TrainingProgress last;
            lock (_lock)
                last = _last;
            entry.SetProgress(0, last.Epoch, last.Epochs);
            entry.SetMetric(0, last.Loss);
        });
    }

    /// <inheritdoc/>
    public void Message(string text)
    {
        lock (_lock)
            _channel.Info(MessageSensitivity.Schema, text);
    }

    /// <inheritdoc/>
    public void Warning(string text)
    {
        lock (_lock)
            _channel.Warning(MessageSensitivity.Schema, text);
    }

    /// <inheritdoc/>
    public void Progress(in TrainingProgress progress)
    {
        lock (_lock)
        {
            _last = progress;
            _channel.Trace(MessageSensitivity.None, $"{progress.Stage}: epoch {progress.Epoch} of {progress.Epochs}, loss {progress.Loss:F5}");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _progress.Dispose();
        _channel.Dispose();
    }
}
