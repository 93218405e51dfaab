// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Transforms;

/// <summary>What the present values of a slot suggest for the missing ones.</summary>
internal sealed class MissingValueStatistics(MissingValueReplacingEstimator.ReplacementMode mode)
{
    private readonly Dictionary<double, int> _counts = [];
    private double _minimum = double.PositiveInfinity;
    private double _maximum = double.NegativeInfinity;
    private double _sum;
    private long _count;

    public void Add(double value)
    {
        if (double.IsNaN(value))
            return;
        _minimum = Math.Min(_minimum, value);
        _maximum = Math.Max(_maximum, value);
        if (mode == MissingValueReplacingEstimator.ReplacementMode.Mode)
            _counts[value] = _counts.GetValueOrDefault(value) + 1;
        if (double.IsFinite(value))
        {
            _sum += value;
            _count++;
        }
    }

    /// <summary>The replacement; of several most frequent values the one that came first.</summary>
    public double Value => mode switch
    {
        MissingValueReplacingEstimator.ReplacementMode.Mean => _count == 0 ? 0 : _sum / _count,
        MissingValueReplacingEstimator.ReplacementMode.Minimum => _minimum,
        MissingValueReplacingEstimator.ReplacementMode.Maximum => _maximum,
        MissingValueReplacingEstimator.ReplacementMode.Mode => _counts.Count == 0 ? 0 : _counts.MaxBy(pair => pair.Value).Key,
        _ => 0,
    };
}
