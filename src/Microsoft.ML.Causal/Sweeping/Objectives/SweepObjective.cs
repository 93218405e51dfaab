// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What a trial is judged by, on rows that its model has not seen.</summary>
/// <typeparam name="TOptions">The options record.</typeparam>
/// <param name="Name">Name in tables and journals. A journal tells objectives apart by it.</param>
/// <param name="HigherIsBetter">The direction.</param>
/// <param name="Compute">The number: from the trial's options, which name the columns, and the scored held-out rows. NaN fails the trial.</param>
public sealed record SweepObjective<TOptions>(string Name, bool HigherIsBetter, Func<TOptions, IDataView, double> Compute) where TOptions : class
{
    /// <summary>Gets whether a good value is evidence that effects are right, and not only predictions.</summary>
    public bool IsValidityCheck { get; init; }

    /// <summary>Gets a sentence on what the number says and what it does not say; empty where there is none.</summary>
    public string Reading { get; init; } = "";

    /// <summary>Lower is better.</summary>
    internal double Loss(double value) => double.IsNaN(value) ? double.PositiveInfinity : HigherIsBetter ? -value : value;
}
