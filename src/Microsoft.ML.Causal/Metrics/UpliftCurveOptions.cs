// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Settings of <see cref="UpliftCurve"/>.</summary>
public sealed record UpliftCurveOptions
{
    /// <summary>What to do with equal scores. Default <see cref="TieHandling.Grouped"/>.</summary>
    public TieHandling Ties { get; init; } = TieHandling.Grouped;

    /// <summary>
    /// Whether the perfect Qini curve may fall, as it does where treatment harms some rows. False: it rises to the total effect and stays,
    /// and a model that finds harmed rows can exceed 1. Default true.
    /// </summary>
    public bool NegativeEffects { get; init; } = true;

    /// <summary>Bootstrap samples of rows for the intervals; 0 (default) for none.</summary>
    public int BootstrapDraws { get; init; }

    /// <summary>Random rankings for the permutation spread of the Qini; 0 (default) for none.</summary>
    public int PermutationDraws { get; init; }

    /// <summary>Share between the bounds of the intervals. Range (0, 1). Default 0.95.</summary>
    public double IntervalLevel { get; init; } = 0.95;

    /// <summary>Seed of the draws. Default 0.</summary>
    public int Seed { get; init; }

    internal UpliftCurveOptions Validated()
    {
        Require(BootstrapDraws >= 0, nameof(BootstrapDraws), BootstrapDraws, "at least 0");
        Require(PermutationDraws >= 0, nameof(PermutationDraws), PermutationDraws, "at least 0");
        Require(IntervalLevel > 0 && IntervalLevel < 1, nameof(IntervalLevel), IntervalLevel, "in (0, 1)");
        return this;
    }

    private static void Require(bool ok, string option, object? actual, string expected)
    {
        if (!ok)
            throw new ArgumentOutOfRangeException(option, actual, $"{nameof(UpliftCurveOptions)}.{option} must be {expected}.");
    }
}
