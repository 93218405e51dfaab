// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Scores journeys with a trained ALM-MTA: the one function behind batches and single predictions. Thread-safe.</summary>
/// <remarks>Memory is kept per thread; scoring a journey allocates nothing once a thread has scored one.</remarks>
internal abstract class AlmMtaScorer
{
    /// <summary>Keeps the settings.</summary>
    protected AlmMtaScorer(AlmMtaModelSettings settings) => Settings = settings;

    /// <summary>What the model was trained with.</summary>
    public AlmMtaModelSettings Settings { get; }

    /// <summary>Packs the weights of <paramref name="model"/> for single journeys.</summary>
    /// <exception cref="InvalidDataException">An array is missing or of the wrong length, or the model is newer than this library.</exception>
    public static AlmMtaScorer Of(AlmMtaModel model)
    {
        AlmMtaModelSettings settings = model.Settings;
        if (settings.Version > AlmMtaModelSettings.CurrentVersion)
        {
            throw new InvalidDataException(
                $"The model has layout {settings.Version}; this library reads layouts up to {AlmMtaModelSettings.CurrentVersion}. Update Microsoft.ML.Causal.");
        }

        return settings.Identification switch
        {
            AlmMtaIdentification.ObservedProxy => new ObservedScorer(model),
            AlmMtaIdentification.MatchedOutcome => new MatchedScorer(model),
            AlmMtaIdentification.Paper => new PaperScorer(model),
            _ => throw new InvalidDataException($"The model holds identification {(int)settings.Identification}, which this library does not know. Update Microsoft.ML.Causal."),
        };
    }

    /// <summary>Scores a journey.</summary>
    /// <param name="journey">At most <see cref="AlmMtaModelSettings.MaxTouchpoints"/> touches.</param>
    /// <param name="score">Receives the scores; made for at least as many touches.</param>
    /// <param name="effects">Whether touches are deleted; without, one forward pass writes the journey's probabilities, and effects stay as they were.</param>
    public abstract void Score(in AlmMtaJourney journey, AlmMtaScore score, bool effects = true);
}
