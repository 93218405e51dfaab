// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Plans trials in rounds: each from the results of those before it, and of nothing else.</summary>
/// <param name="dimensions">The space.</param>
/// <param name="tuner">Proposes.</param>
/// <param name="loss">Loss of a trial, lower is better; ∞ for a failed one.</param>
/// <param name="seed">Seed of the sweep.</param>
/// <param name="first">Values of the first configuration, before the tuner's; null for none.</param>
internal sealed class SweepRounds(
    IReadOnlyList<SweepDimension> dimensions, SweepTuner tuner, Func<SweepTrial, double> loss, int seed, IReadOnlyList<double>? first = null)
{
    private int _trials, _configurations, _proposed;

    /// <summary>Rounds of equal size, all with all epochs, until the tuner has nothing left.</summary>
    /// <param name="results">Trials of all rounds so far; the caller adds those of a round before it asks for the next.</param>
    /// <param name="size">Trials of a round.</param>
    public IEnumerable<TrialPlan[]> Even(IReadOnlyList<SweepTrial> results, int size)
    {
        while (Proposals(results, size, share: 1) is { Length: > 0 } round)
            yield return round;
    }

    /// <summary>The rungs of Hyperband's brackets, over and over, until the tuner has nothing left.</summary>
    /// <param name="results">As above.</param>
    /// <param name="factor">η.</param>
    /// <param name="smallestShare">Smallest share of the epochs.</param>
    /// <param name="brackets">Number of brackets run in turn, or null for all.</param>
    public IEnumerable<TrialPlan[]> Halving(IReadOnlyList<SweepTrial> results, int factor, double smallestShare, int? brackets)
    {
        // A hair more, because log_3 9 in doubles is less than 2.
        int deepest = (int)Math.Floor(Math.Log(1 / smallestShare) / Math.Log(factor) + 1e-9);
        while (true)
        {
            for (int bracket = deepest; bracket >= 0 && bracket > deepest - (brackets ?? int.MaxValue); bracket--)
            {
                int size = (int)Math.Ceiling((deepest + 1.0) / (bracket + 1) * Math.Pow(factor, bracket));
                TrialPlan[] rung = Proposals(results, size, Math.Pow(factor, -bracket));
                if (rung.Length == 0)
                    yield break;
                yield return rung;
                for (int left = bracket - 1; left >= 0; left--)
                {
                    rung = Promoted(results, rung, factor, Math.Pow(factor, -left));
                    // All of a rung may have failed.
                    if (rung.Length == 0)
                        break;
                    yield return rung;
                }
            }
        }
    }

    private TrialPlan[] Proposals(IReadOnlyList<SweepTrial> results, int count, double share)
    {
        IEnumerable<double[]> values = _configurations == 0 && first is not null ? [[.. first]] : [];
        double[][] points = tuner.Propose(new TunerHistory(dimensions, seed, _proposed, Observations(results)), count - values.Count());
        _proposed += points.Length;
        return [.. values.Concat(points.Select(point => SweepPoints.Values(dimensions, point))).Select(value => Plan(_configurations++, value, share))];
    }

    private TrialPlan[] Promoted(IReadOnlyList<SweepTrial> results, TrialPlan[] rung, int factor, double share)
    {
        int first = rung[0].Number;
        // Stable, so that equal losses keep the order of trials.
        IEnumerable<SweepTrial> best = results.Where(trial => trial.Number >= first && trial.Number < first + rung.Length && double.IsFinite(loss(trial)))
            .OrderBy(loss).Take(Math.Max(1, rung.Length / factor));
        return [.. best.Select(trial => Plan(trial.Configuration, [.. trial.Values], share))];
    }

    private (double[] Point, double Loss)[] Observations(IReadOnlyList<SweepTrial> results) =>
        [.. TrialLevels.Largest(results, dimensions.Count).Select(trial => (SweepPoints.Units(dimensions, trial.Values), loss(trial)))];

    private TrialPlan Plan(int configuration, double[] values, double share)
    {
        int number = _trials++;
        return new(number, configuration, values, share, new RandomStream(seed, $"trial/{number}").NextInteger(int.MaxValue));
    }
}
