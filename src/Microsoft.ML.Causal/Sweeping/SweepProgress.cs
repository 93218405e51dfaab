// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;

namespace Microsoft.ML.Causal;

/// <summary>Where a sweep stands when a trial has ended.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Ended">Number of trials that have ended.</param>
/// <param name="Trials">Number of trials at most.</param>
/// <param name="Best">The best trial so far; null before one has succeeded.</param>
/// <param name="Objective">Name of the objective.</param>
public sealed record SweepProgress(SweepTrial Trial, int Ended, int Trials, SweepTrial? Best, string Objective)
{
    /// <summary>One line: the trial and the best so far.</summary>
    public override string ToString()
    {
        string trial = Trial.Status == TrialStatus.Succeeded ? $"{Objective} {Text(Trial.Objective)}" : $"failed: {Trial.Message}";
        string share = Trial.Share < 1 ? $" ({Trial.Share.ToString("P0", CultureInfo.InvariantCulture)} of the epochs)" : "";
        string best = Best is null ? "no trial has succeeded yet" : $"best {Text(Best.Objective)} in trial {Best.Number}";
        return $"{Ended} of {Trials}: trial {Trial.Number}{share} {trial}, {Trial.Seconds.ToString("F1", CultureInfo.InvariantCulture)} s; {best}";
    }

    private static string Text(double value) => value.ToString("G5", CultureInfo.InvariantCulture);
}
