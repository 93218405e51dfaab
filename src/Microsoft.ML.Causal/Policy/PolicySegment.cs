// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The rows of one group of a plan.</summary>
/// <param name="Name">The group.</param>
/// <param name="Limits">What the plan may do with it.</param>
/// <param name="Decision">How its rows are decided at a price.</param>
/// <param name="Start">First position.</param>
/// <param name="End">One past the last position.</param>
internal sealed record PolicySegment(string Name, PolicyLimits Limits, RowDecision Decision, int Start, int End)
{
    /// <summary>Number of rows.</summary>
    public int Rows => End - Start;

    /// <summary>Fewest rows that are issued an intensity; a share that meets a whole number in decimal is not rounded past it.</summary>
    public int Fewest => (int)Math.Ceiling(Limits.MinimumShare * Rows - 1e-9 * Rows);

    /// <summary>Most rows that are issued an intensity.</summary>
    public int Most => (int)Math.Floor(Limits.MaximumShare * Rows + 1e-9 * Rows);

    /// <summary>Whether the number of rows that are issued an intensity is limited.</summary>
    public bool HasShares => Fewest > 0 || Most < Rows;
}

/// <summary>A stretch of positions inside one group.</summary>
/// <param name="Group">Number of the group.</param>
/// <param name="Start">First position.</param>
/// <param name="End">One past the last position.</param>
internal readonly record struct PolicyBlock(int Group, int Start, int End);
