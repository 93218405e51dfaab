// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Transforms;

/// <summary>Range, mean and spread of the values seen in one slot of a column (Welford's update); missing values are left out.</summary>
internal struct SlotStatistics()
{
    private double _squares = 0;
    private long _count = 0;

    public double Minimum { get; private set; } = double.PositiveInfinity;

    public double Maximum { get; private set; } = double.NegativeInfinity;

    /// <summary>The mean of the finite values.</summary>
    public double Mean { get; private set; } = 0;

    /// <summary>The mean squared deviation of the finite values.</summary>
    public readonly double Variance => _count == 0 ? 0 : _squares / _count;

    public void Add(double value)
    {
        if (double.IsNaN(value))
            return;

        Minimum = Math.Min(Minimum, value);
        Maximum = Math.Max(Maximum, value);
        if (double.IsInfinity(value))
            return;

        _count++;
        double distance = value - Mean;
        Mean += distance / _count;
        _squares += distance * (value - Mean);
    }
}
