// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What a plan does with one group.</summary>
/// <param name="Name">The group; empty where all rows are one.</param>
/// <param name="Rows">Number of its rows.</param>
/// <param name="Budget">Its own budget, in money; ∞ where it has none.</param>
/// <param name="Value">Expected value of its responses over withholding, in money.</param>
/// <param name="Spend">Expected cost, in money.</param>
/// <param name="WithheldShare">Share of its rows that are issued nothing. Range [0, 1].</param>
/// <param name="Policy">The planned prices, by which rows are decided one by one.</param>
public sealed record PolicyGroup(string Name, int Rows, double Budget, double Value, double Spend, double WithheldShare, RowPolicy Policy);
