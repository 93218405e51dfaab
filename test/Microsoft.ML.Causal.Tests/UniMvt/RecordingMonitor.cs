// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Tests.UniMvt;

/// <summary>Keeps what it hears; may act when an epoch ends.</summary>
internal sealed class RecordingMonitor(Action<TrainingProgress>? onProgress = null) : ITrainingMonitor
{
    private readonly Lock _lock = new();

    public List<string> Messages { get; } = [];

    public List<string> Warnings { get; } = [];

    public List<TrainingProgress> Epochs { get; } = [];

    public void Message(string text)
    {
        lock (_lock)
            Messages.Add(text);
    }

    public void Warning(string text)
    {
        lock (_lock)
            Warnings.Add(text);
    }

    public void Progress(in TrainingProgress progress)
    {
        lock (_lock)
            Epochs.Add(progress);
        onProgress?.Invoke(progress);
    }
}
