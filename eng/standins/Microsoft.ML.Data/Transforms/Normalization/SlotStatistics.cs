// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Transforms;

/// <summary>
/// Range, mean and spread of the values seen in one slot of a column; missing values are left out.
/// Collected in double, turned into scale and offset in the column's own precision, as in ML.NET.
/// </summary>
internal struct SlotStatistics()
{
    private double _minimum = double.PositiveInfinity;
    private double _maximum = double.NegativeInfinity;
    private double _mean = 0;
    private double _squares = 0;
    private long _count = 0;

    public void Add(double value)
    {
        if (double.IsNaN(value))
            return;

        _minimum = Math.Min(_minimum, value);
        _maximum = Math.Max(_maximum, value);
        if (double.IsInfinity(value))
            return;

        // Welford's update.
        _count++;
        double distance = value - _mean;
        _mean += distance / _count;
        _squares += distance * (value - _mean);
    }

    /// <summary>What scaling to the range takes; no scale, and no offset, where there is no range.</summary>
    public readonly (T Scale, T Offset) MinMax<T>(bool fixZero)
        where T : IFloatingPointIeee754<T>
    {
        if (!(_maximum > _minimum))
            return (T.Zero, T.Zero);
        T minimum = T.CreateTruncating(_minimum), maximum = T.CreateTruncating(_maximum);
        T scale = T.One / (fixZero ? T.Max(T.Abs(minimum), T.Abs(maximum)) : maximum - minimum);
        return (scale, fixZero || T.IsZero(scale) ? T.Zero : minimum);
    }

    /// <summary>What scaling to unit variance, or unit mean square, takes; no scale, and no offset, where all values are one.</summary>
    public readonly (T Scale, T Offset) MeanVariance<T>(bool fixZero)
        where T : IFloatingPointIeee754<T>
    {
        T mean = T.CreateTruncating(_mean), variance = T.CreateTruncating(_count == 0 ? 0 : _squares / _count);
        if (!(variance > T.Zero))
            return (T.Zero, T.Zero);
        return fixZero ? (T.One / T.Sqrt(mean * mean + variance), T.Zero) : (T.One / T.Sqrt(variance), mean);
    }
}
