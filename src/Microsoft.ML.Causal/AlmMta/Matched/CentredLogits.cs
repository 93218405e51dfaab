// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>η − η̄, η̄ the mean over the touches of training rows.</summary>
internal static class CentredLogits
{
    /// <summary>η̄.</summary>
    public static double Mean(AlmMtaTrainingData data, double[] eta, ReadOnlySpan<int> training)
    {
        double sum = 0, touches = 0;
        foreach (int i in training)
        {
            foreach (double value in eta.AsSpan(data.Offsets[i], data.Length(i)))
                sum += value;
            touches += data.Length(i);
        }

        return touches > 0 ? sum / touches : 0;
    }

    /// <summary>Subtracts the mean in place.</summary>
    public static void Centre(double[] eta, double mean)
    {
        foreach (ref double value in eta.AsSpan())
            value -= mean;
    }
}
