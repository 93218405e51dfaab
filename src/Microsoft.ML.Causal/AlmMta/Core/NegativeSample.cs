// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>All positive rows and a share of the negative ones.</summary>
/// <param name="Rows">The rows, in their order.</param>
/// <param name="KeepRate">r, the share of negatives kept.</param>
internal sealed record NegativeSample(int[] Rows, double KeepRate)
{
    // The paper trains on two positives to three negatives.
    private const double NegativesPerPositive = 1.5;

    /// <summary>Draws 2:3; where there are fewer negatives than that, all are kept.</summary>
    public static NegativeSample TwoToThree(AlmMtaTrainingData data, int[] rows, RandomStream random)
    {
        int positives = rows.Count(i => data.Label[i]), negatives = rows.Length - positives;
        double rate = negatives == 0 ? 1 : Math.Min(1, NegativesPerPositive * positives / negatives);
        return At(rate, data, rows, random);
    }

    /// <summary>Draws with a given share of negatives.</summary>
    public static NegativeSample At(double rate, AlmMtaTrainingData data, int[] rows, RandomStream random) =>
        new([.. rows.Where(i => data.Label[i] || random.NextDouble() < rate)], rate);
}
