// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>How far the arms differ in one feature, before and after weighting.</summary>
/// <remarks>
/// <code>SMD = (mean₁ − mean₀) / √((s₁² + s₀²)/2),   s² the arms' unweighted sample variances in both numbers</code>
/// Unitless; 0 is balanced, beyond ±0.1 is commonly called out of balance. 0 for a feature that does not vary.
/// </remarks>
/// <param name="Feature">Index of the feature.</param>
/// <param name="Unweighted">SMD of the plain means.</param>
/// <param name="Weighted">SMD of the weighted means.</param>
public sealed record FeatureBalance(int Feature, double Unweighted, double Weighted)
{
    /// <summary>Balance of every feature.</summary>
    /// <param name="features">x, row-major, [n,d].</param>
    /// <param name="treatment">w, [n]; both arms present.</param>
    /// <param name="weight">Weights, [n], at least 0, not all 0 in an arm.</param>
    /// <exception cref="ArgumentException">The spans differ in length, or an arm is empty.</exception>
    public static IReadOnlyList<FeatureBalance> Compute(ReadOnlySpan<float> features, ReadOnlySpan<bool> treatment, ReadOnlySpan<float> weight)
    {
        int n = treatment.Length;
        MetricInput.NotEmpty(n, nameof(treatment));
        MetricInput.SameLength(weight.Length, n, nameof(weight));
        if (features.Length % n != 0)
            throw new ArgumentException(
                $"'{nameof(features)}' must hold a whole number of values per row: {features.Length} for {n} rows.", nameof(features));
        int treated = treatment.Count(true), d = features.Length / n;
        if (treated == 0 || treated == n)
            throw new ArgumentException($"Balance needs both arms; {treated} of {n} rows are treated.", nameof(treatment));

        FeatureBalance[] balances = new FeatureBalance[d];
        for (int j = 0; j < d; j++)
        {
            Moments one = default, zero = default;
            for (int i = 0; i < n; i++)
            {
                ref Moments arm = ref treatment[i] ? ref one : ref zero;
                arm.Add(features[i * d + j], weight[i]);
            }

            double spread = Math.Sqrt((one.Variance + zero.Variance) / 2);
            balances[j] = spread > 0
                ? new(j, (one.Mean - zero.Mean) / spread, (one.WeightedMean - zero.WeightedMean) / spread)
                : new(j, 0, 0);
        }

        return balances;
    }

    private struct Moments
    {
        private double _rows, _squares, _weights, _weighted;

        public double Mean { get; private set; }

        public readonly double WeightedMean => _weighted / _weights;

        public readonly double Variance => _rows > 1 ? _squares / (_rows - 1) : 0;

        public void Add(double value, double weight)
        {
            // Welford's update: no cancellation however far the mean lies from 0.
            _rows++;
            double before = value - Mean;
            Mean += before / _rows;
            _squares += before * (value - Mean);
            _weights += weight;
            _weighted += weight * value;
        }
    }
}
