// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What a replay reaches under one budget.</summary>
public sealed record ReplayBudget
{
    /// <summary>Gets the budget as a share of the log's spend.</summary>
    public required double Share { get; init; }

    /// <summary>Gets the budget, in the unit of the costs.</summary>
    public required double Budget { get; init; }

    /// <summary>Gets the number of conversions whose touch was accepted. Higher is better.</summary>
    public required double Conversions { get; init; }

    /// <summary>Gets the cost of the touches that were accepted.</summary>
    public required double Cost { get; init; }

    /// <summary>Gets the number of users who never met an empty budget.</summary>
    public required double KeptUsers { get; init; }

    /// <summary>Gets CPA, cost per conversion. Lower is better; NaN without a conversion.</summary>
    public required double CostPerConversion { get; init; }

    /// <summary>Gets conversions per kept user. It rises when users are lost: read it beside <see cref="ConversionRateOfAll"/>. NaN without such users.</summary>
    public required double ConversionRateOfKept { get; init; }

    /// <summary>Gets conversions per user of the log. Higher is better.</summary>
    public required double ConversionRateOfAll { get; init; }

    /// <summary>Gets the bootstrap interval of <see cref="Conversions"/>; null without draws.</summary>
    public Interval? ConversionsInterval { get; init; }

    /// <summary>Gets the bootstrap interval of <see cref="CostPerConversion"/>, over draws with a conversion; null without such.</summary>
    public Interval? CostPerConversionInterval { get; init; }

    /// <summary>Gets the bootstrap interval of <see cref="ConversionRateOfKept"/>; null without draws.</summary>
    public Interval? ConversionRateOfKeptInterval { get; init; }

    /// <summary>Gets the bootstrap interval of <see cref="ConversionRateOfAll"/>; null without draws.</summary>
    public Interval? ConversionRateOfAllInterval { get; init; }

    /// <summary>Gets the conversions of each bootstrap sample.</summary>
    internal double[] ConversionDraws { get; init; } = [];

    /// <summary>The bootstrap interval of how many conversions more than in another replay were reached, sample by sample.</summary>
    /// <remarks>The same users are drawn in both, so what is common to both replays cancels: intervals may overlap where this one leaves 0 out.</remarks>
    /// <param name="other">The same log, budget, draws and seed, by another credit.</param>
    /// <param name="level">Level of the interval. Range (0, 1).</param>
    /// <returns>The interval; null without draws.</returns>
    /// <exception cref="ArgumentException">The other replay has another number of draws.</exception>
    public Interval? MoreConversionsThan(ReplayBudget other, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(other);
        MetricInput.SameLength(other.ConversionDraws.Length, ConversionDraws.Length, nameof(other));
        return ConversionDraws.Length == 0 ? null : Interval.Percentile([.. ConversionDraws.Zip(other.ConversionDraws, (a, b) => a - b)], level);
    }
}
