// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Chooses the trials to learn from where trials have different shares of the epochs, whose results do not compare.</summary>
internal static class TrialLevels
{
    /// <summary>Trials of the largest share that has two per dimension and two more, or else of the share that has most.</summary>
    public static SweepTrial[] Largest(IEnumerable<SweepTrial> trials, int dimensions)
    {
        IGrouping<double, SweepTrial>[] levels = [.. trials.GroupBy(trial => trial.Share).OrderByDescending(level => level.Key)];
        IGrouping<double, SweepTrial>? level = levels.FirstOrDefault(level => level.Count() >= 2 * dimensions + 2) ?? levels.MaxBy(level => level.Count());
        return level is null ? [] : [.. level];
    }
}
