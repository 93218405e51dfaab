// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What stands in for a slope that cannot be computed (too few rows, or one intensity only).</summary>
public enum UndefinedSlope
{
    /// <summary>The slope over all rows: such points then add nothing to the CS-Qini.</summary>
    Global,

    /// <summary>0.</summary>
    Zero,
}

/// <summary>How the area under a curve of N points is taken.</summary>
public enum CurveArea
{
    /// <summary>Trapezoid over k = 0..N.</summary>
    Trapezoid,

    /// <summary>Right Riemann sum over k = 1..N.</summary>
    RightRiemann,
}

/// <summary>Settings of <see cref="CumulativeSlope"/>.</summary>
public sealed record CumulativeSlopeOptions
{
    /// <summary>
    /// Fewest rows over which a slope counts as defined. At least 2. Default null: max(30, 1 % of the rows), because a slope over a
    /// handful of rows is wild.
    /// </summary>
    public int? MinRows { get; init; }

    /// <summary>What stands in for an undefined slope. Default <see cref="UndefinedSlope.Global"/>.</summary>
    public UndefinedSlope Undefined { get; init; } = UndefinedSlope.Global;

    /// <summary>How the area is taken. Default <see cref="CurveArea.Trapezoid"/>.</summary>
    public CurveArea Area { get; init; } = CurveArea.Trapezoid;

    /// <summary>Bootstrap samples of rows for the intervals; 0 (default) for none. 200 are enough for two digits.</summary>
    public int BootstrapDraws { get; init; }

    /// <summary>Random rankings for the permutation spread of the CS-Qini; 0 (default) for none.</summary>
    public int PermutationDraws { get; init; }

    /// <summary>Share between the bounds of the intervals. Range (0, 1). Default 0.95.</summary>
    public double IntervalLevel { get; init; } = 0.95;

    /// <summary>Seed of the draws. Default 0.</summary>
    public int Seed { get; init; }

    internal CumulativeSlopeOptions Validated()
    {
        Require(MinRows is null or >= 2, nameof(MinRows), MinRows, "null or at least 2");
        Require(BootstrapDraws >= 0, nameof(BootstrapDraws), BootstrapDraws, "at least 0");
        Require(PermutationDraws >= 0, nameof(PermutationDraws), PermutationDraws, "at least 0");
        Require(IntervalLevel > 0 && IntervalLevel < 1, nameof(IntervalLevel), IntervalLevel, "in (0, 1)");
        return this;
    }

    private static void Require(bool ok, string option, object? actual, string expected)
    {
        if (!ok)
            throw new ArgumentOutOfRangeException(option, actual, $"{nameof(CumulativeSlopeOptions)}.{option} must be {expected}.");
    }
}
