// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal.Tests.Engines;

/// <summary>How far the numbers of two engines are apart, at most, by what they are.</summary>
internal sealed class EngineDifferences
{
    private readonly Dictionary<string, double> _largest = [];
    private readonly Lock _lock = new();

    /// <summary>Gets the largest relative difference of each kind of number, in order of name.</summary>
    public IEnumerable<(string Name, double Relative)> Largest => _largest.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value));

    /// <summary>Gets the largest relative difference of one kind; 0 where nothing was compared.</summary>
    public double Of(string name) => _largest.GetValueOrDefault(name);

    /// <summary>The largest difference of two arrays, relative to the largest element: max |x − y|/max |x|. Not a number on one side alone counts as ∞.</summary>
    /// <param name="x">Numbers of the first engine.</param>
    /// <param name="y">Numbers of the second engine.</param>
    /// <param name="scale">What the difference is relative to at least: for numbers that are 0 but for rounding.</param>
    public static double Between<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, double scale = 0) where T : unmanaged, IFloatingPointIeee754<T>
    {
        double largest = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double a = double.CreateChecked(x[i]), b = double.CreateChecked(y[i]);
            if (double.IsNaN(a) && double.IsNaN(b))
                continue;
            scale = Math.Max(scale, Math.Abs(a));
            double apart = a == b ? 0 : Math.Abs(a - b);
            largest = Math.Max(largest, double.IsNaN(apart) ? double.PositiveInfinity : apart);
        }

        // Where all should be 0, the difference stands for itself.
        return largest == 0 ? 0 : scale > 0 ? largest / scale : largest;
    }

    /// <summary>The magnitude of the largest element.</summary>
    public static double Magnitude<T>(ReadOnlySpan<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        double largest = 0;
        foreach (T value in x)
            largest = Math.Max(largest, Math.Abs(double.CreateChecked(value)));
        return largest;
    }

    /// <summary>Takes in what was compared; fits may run side by side.</summary>
    public void Add(string name, double relative)
    {
        lock (_lock)
            _largest[name] = Math.Max(_largest.GetValueOrDefault(name), relative);
    }
}
