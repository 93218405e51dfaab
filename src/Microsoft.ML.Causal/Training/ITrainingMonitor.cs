// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Hears what a fit does. Members of an ensemble call it from several threads.</summary>
internal interface ITrainingMonitor
{
    /// <summary>Something worth knowing.</summary>
    void Message(string text);

    /// <summary>Something that may spoil the result.</summary>
    void Warning(string text);

    /// <summary>An epoch has ended.</summary>
    void Progress(in TrainingProgress progress);
}
