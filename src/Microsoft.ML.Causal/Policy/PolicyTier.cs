// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What a plan does with one intensity.</summary>
/// <param name="Intensity">q; 0 for the rows that are issued none.</param>
/// <param name="Rows">Number of rows that are issued it.</param>
/// <param name="Value">Expected value of their responses over withholding, in money.</param>
/// <param name="Spend">Expected cost, in money.</param>
public sealed record PolicyTier(float Intensity, int Rows, double Value, double Spend);
