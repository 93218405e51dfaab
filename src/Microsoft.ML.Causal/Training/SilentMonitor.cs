// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Ignores everything.</summary>
internal sealed class SilentMonitor : ITrainingMonitor
{
    /// <summary>The only one.</summary>
    public static readonly SilentMonitor Instance = new();

    private SilentMonitor() { }

    /// <inheritdoc/>
    public void Message(string text) { }

    /// <inheritdoc/>
    public void Warning(string text) { }

    /// <inheritdoc/>
    public void Progress(in TrainingProgress progress) { }
}
