// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>The same, with how well the probabilities fit; in bits per row.</summary>
public sealed class CalibratedBinaryClassificationMetrics : BinaryClassificationMetrics
{
    internal CalibratedBinaryClassificationMetrics(BinaryCounts counts)
        : base(counts)
    {
        Entropy = BinaryCounts.Entropy(counts.Positive / counts.Total);
        LogLoss = counts.LogLoss;
        LogLossReduction = (counts.PriorLogLoss - LogLoss) / counts.PriorLogLoss;
    }

    public double LogLoss { get; }

    public double LogLossReduction { get; }

    public double Entropy { get; }
}
