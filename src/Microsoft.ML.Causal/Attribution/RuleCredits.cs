// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Credits by rules of thumb. They add up to 1 over every journey, whether it converted or not, and claim nothing causal.</summary>
public static class RuleCredits
{
    private const double AtTheEnds = 0.4;

    /// <summary>Shares out each journey.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="offsets">First touch of each journey, then the number of touches; touches in order of time.</param>
    /// <param name="time">Time of each touch, needed by <see cref="CreditRule.TimeDecay"/>.</param>
    /// <param name="halfLife">Half-life of <see cref="CreditRule.TimeDecay"/>, in the unit of <paramref name="time"/>. Greater than 0. Default 7 days in seconds.</param>
    /// <returns>The credit of each touch, in [0, 1].</returns>
    /// <exception cref="ArgumentException">The offsets do not fit, the rule needs times, or the half-life is not greater than 0.</exception>
    public static float[] Compute(CreditRule rule, ReadOnlySpan<int> offsets, ReadOnlySpan<double> time = default, double halfLife = 7 * 86400)
    {
        int touches = offsets.IsEmpty ? 0 : offsets[^1];
        JourneyOffsets.Check(offsets, touches, nameof(offsets));
        if (rule == CreditRule.TimeDecay)
        {
            MetricInput.SameLength(time.Length, touches, nameof(time));
            if (!(halfLife > 0))
                throw new ArgumentOutOfRangeException(nameof(halfLife), halfLife, "The half-life must be greater than 0.");
        }

        var credits = new float[touches];
        for (int i = 0; i + 1 < offsets.Length; i++)
        {
            int from = offsets[i], length = offsets[i + 1] - from;
            double sum = 0;
            for (int j = 0; j < length; j++)
                sum += Weight(rule, j, length, rule == CreditRule.TimeDecay ? (time[from + length - 1] - time[from + j]) / halfLife : 0);
            for (int j = 0; j < length; j++)
                credits[from + j] = (float)(Weight(rule, j, length, rule == CreditRule.TimeDecay ? (time[from + length - 1] - time[from + j]) / halfLife : 0) / sum);
        }

        return credits;
    }

    private static double Weight(CreditRule rule, int position, int length, double halfLives) => rule switch
    {
        CreditRule.LastTouch => position == length - 1 ? 1 : 0,
        CreditRule.FirstTouch => position == 0 ? 1 : 0,
        CreditRule.Linear => 1,
        CreditRule.PositionBased => position == 0 || position == length - 1 ? AtTheEnds : (1 - 2 * AtTheEnds) / (length - 2),
        CreditRule.TimeDecay => Math.Pow(2, -halfLives),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "There is no such rule."),
    };
}
