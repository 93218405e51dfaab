// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>One bin of a reliability diagram.</summary>
/// <param name="MeanPredicted">Weighted mean of the predicted probability in the bin, in [0, 1].</param>
/// <param name="MeanObserved">Weighted share of positive labels in the bin, in [0, 1].</param>
/// <param name="Weight">Sum of the weights in the bin; the number of rows without weights.</param>
/// <param name="Rows">Number of rows in the bin.</param>
public sealed record CalibrationBin(double MeanPredicted, double MeanObserved, double Weight, int Rows);

/// <summary>How far predicted probabilities are from observed shares, over bins.</summary>
/// <param name="Expected">ECE: mean over bins of |predicted − observed|, weighted by bin; in [0, 1], lower is better.</param>
/// <param name="Maximum">MCE: largest |predicted − observed| of a bin; in [0, 1], lower is better, and noisy for small bins.</param>
/// <param name="Bins">The bins that hold at least one row of weight above 0, by rising prediction.</param>
public sealed record CalibrationMetrics(double Expected, double Maximum, IReadOnlyList<CalibrationBin> Bins);
