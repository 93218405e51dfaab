// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>How far a regression's scores are from the labels.</summary>
public sealed class RegressionMetrics
{
    internal RegressionMetrics(double absolute, double squared, double loss, double total, double totalSquared, double rows)
    {
        MeanAbsoluteError = rows > 0 ? absolute / rows : 0;
        MeanSquaredError = rows > 0 ? squared / rows : 0;
        LossFunction = rows > 0 ? loss / rows : 0;
        double variation = totalSquared - (total * total / rows);
        RSquared = !(rows > 0) ? 0 : variation == 0 ? double.NaN : 1 - (squared / variation);
    }

    public double MeanAbsoluteError { get; }

    public double MeanSquaredError { get; }

    public double RootMeanSquaredError => Math.Sqrt(MeanSquaredError);

    public double LossFunction { get; }

    public double RSquared { get; }
}
