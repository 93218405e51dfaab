// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Samples;

/// <summary>The credits that any other is compared with.</summary>
internal static class CreditBaselines
{
    public const string LastTouch = "last touch";

    /// <summary>Credits of all touches of a log.</summary>
    /// <param name="log">The log.</param>
    /// <param name="fitted">Sequences that what needs a fit is fitted to.</param>
    public static IEnumerable<(string Name, float[] Credits)> Of(TouchLog log, int[] fitted)
    {
        yield return (LastTouch, RuleCredits.Compute(CreditRule.LastTouch, log.Offsets));
        yield return ("first touch", RuleCredits.Compute(CreditRule.FirstTouch, log.Offsets));
        yield return ("linear", RuleCredits.Compute(CreditRule.Linear, log.Offsets));
        yield return ("position", RuleCredits.Compute(CreditRule.PositionBased, log.Offsets));
        yield return ("time decay", RuleCredits.Compute(CreditRule.TimeDecay, log.Offsets, log.Times));

        int[] touches = [.. fitted.SelectMany(i => Enumerable.Range(log.Offsets[i], log.Offsets[i + 1] - log.Offsets[i])).Select(j => log.Channels[j])];
        var offsets = new int[fitted.Length + 1];
        foreach ((int place, int i) in fitted.Index())
            offsets[place + 1] = offsets[place] + log.Offsets[i + 1] - log.Offsets[i];
        bool[] converted = [.. fitted.Select(i => log.IsConverted[i])];
        yield return ("Markov removal", MarkovRemoval.Fit(touches, offsets, converted).Credits(log.Channels, log.Offsets));
        yield return ("logistic regression", LogisticCredits.Fit(touches, offsets, converted).Credits(log.Channels, log.Offsets));
    }

    /// <summary>Budgets that no conversion was looked at for: what a credit has to beat. To be replayed as they are, converted or not.</summary>
    /// <param name="log">The log.</param>
    /// <param name="touches">Touches that are replayed.</param>
    public static IEnumerable<(string Name, float[] Credits)> WithoutOutcomes(TouchLog log, int[] touches)
    {
        // Credit as cost: every channel returns the same.
        yield return ("none: equal budgets", log.Costs);

        // Credit as cost times what its channel costs in all: budgets in proportion to that.
        var spend = new double[log.ChannelNames.Length];
        foreach (int j in touches)
            spend[log.Channels[j]] += log.Costs[j];
        double all = spend.Sum();
        yield return ("none: budgets by spend", [.. log.Costs.Select((cost, j) => (float)(cost * spend[log.Channels[j]] / all))]);
    }

    /// <summary>Credits whose positive part adds up to 1 over each sequence; equal ones where none is positive.</summary>
    public static float[] Normalised(TouchLog log, float[] credits)
    {
        var normalised = new float[credits.Length];
        for (int i = 0; i < log.Sequences.Length; i++)
        {
            (int from, int to) = (log.Offsets[i], log.Offsets[i + 1]);
            double sum = 0;
            for (int j = from; j < to; j++)
                sum += Math.Max(0, credits[j]);
            for (int j = from; j < to; j++)
                normalised[j] = (float)(sum > 0 ? Math.Max(0, credits[j]) / sum : 1.0 / (to - from));
        }

        return normalised;
    }
}
