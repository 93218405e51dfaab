// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>What the binary metrics are made of, gathered row by row; rows without a score or a label do not count.</summary>
internal sealed class BinaryCounts
{
    private readonly List<(float Score, bool Label)> _rows = [];
    private double _logLoss;
    private double _positiveProbabilities;
    private double _probabilities;

    public double TruePositive { get; private set; }

    public double TrueNegative { get; private set; }

    public double FalsePositive { get; private set; }

    public double FalseNegative { get; private set; }

    public double Total => _rows.Count;

    public double Positive => TruePositive + FalseNegative;

    /// <summary>Mean log-loss of the probabilities, in bits.</summary>
    public double LogLoss => _probabilities > 0 ? _logLoss / _probabilities : 0;

    /// <summary>Log-loss of the share of positive rows, in bits.</summary>
    public double PriorLogLoss => Entropy(_positiveProbabilities / _probabilities);

    /// <summary>Entropy of a coin, in bits.</summary>
    public static double Entropy(double probability) => Term(probability) + Term(1 - probability);

    public void Add(float score, float label, float probability)
    {
        if (float.IsNaN(score) || float.IsNaN(label))
            return;

        // The sign of the score decides, not the predicted label, as in ML.NET.
        bool actual = label > 0, predicted = score > 0;
        _rows.Add((score, actual));
        TruePositive += actual && predicted ? 1 : 0;
        FalseNegative += actual && !predicted ? 1 : 0;
        FalsePositive += !actual && predicted ? 1 : 0;
        TrueNegative += !actual && !predicted ? 1 : 0;
        if (float.IsNaN(probability))
            return;
        _probabilities++;
        _positiveProbabilities += actual ? 1 : 0;
        _logLoss -= Math.Log2(actual ? probability : 1.0 - probability);
    }

    /// <summary>The chance that a positive row scores above a negative one, ties counting half.</summary>
    public double AreaUnderRocCurve()
    {
        double negative = Total - Positive;
        if (Positive == 0)
            throw new ArgumentOutOfRangeException("PosSample", "AUC is not defined when there is no positive class in the data");
        if (negative == 0)
            throw new ArgumentOutOfRangeException("NegSample", "AUC is not defined when there is no negative class in the data");

        double area = 0, negativesBelow = 0;
        foreach (IGrouping<float, (float Score, bool Label)> tied in _rows.GroupBy(row => row.Score).OrderBy(group => group.Key))
        {
            double positives = tied.Count(row => row.Label), negatives = tied.Count() - positives;
            area += positives * (negativesBelow + (negatives / 2));
            negativesBelow += negatives;
        }

        return area / (Positive * negative);
    }

    /// <summary>The lower trapezoid estimator of Boyd, Eng and Page (2013); tied rows count in their order.</summary>
    public double AreaUnderPrecisionRecallCurve()
    {
        double area = 0, positives = 0, rows = 0, precisionBefore = 1;
        foreach ((_, bool label) in _rows.OrderByDescending(row => row.Score))
        {
            rows++;
            positives += label ? 1 : 0;
            double precision = positives / rows;
            if (label)
                area += (precisionBefore + precision) / 2 / Positive;
            precisionBefore = precision;
        }

        return area;
    }

    private static double Term(double probability) => probability > 0 ? -probability * Math.Log2(probability) : 0;
}
