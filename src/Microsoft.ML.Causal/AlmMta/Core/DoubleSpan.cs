// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Runtime.InteropServices;

namespace Microsoft.ML.Causal;

/// <summary>The three loops that the cores spend their time in.</summary>
internal static class DoubleSpan
{
    /// <summary>x·y.</summary>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ReadOnlySpan<Vector<double>> vx = MemoryMarshal.Cast<double, Vector<double>>(x), vy = MemoryMarshal.Cast<double, Vector<double>>(y);
        Vector<double> sum = Vector<double>.Zero;
        for (int i = 0; i < vx.Length && i < vy.Length; i++)
            sum += vx[i] * vy[i];
        double total = Vector.Sum(sum);
        for (int i = vx.Length * Vector<double>.Count; i < x.Length; i++)
            total += x[i] * y[i];
        return total;
    }

    /// <summary>y += scale·x.</summary>
    public static void AddScaled(double scale, ReadOnlySpan<double> x, Span<double> y)
    {
        ReadOnlySpan<Vector<double>> vx = MemoryMarshal.Cast<double, Vector<double>>(x);
        Span<Vector<double>> vy = MemoryMarshal.Cast<double, Vector<double>>(y);
        var factor = new Vector<double>(scale);
        for (int i = 0; i < vx.Length && i < vy.Length; i++)
            vy[i] += factor * vx[i];
        for (int i = vx.Length * Vector<double>.Count; i < x.Length; i++)
            y[i] += scale * x[i];
    }

    /// <summary>y += scale·x².</summary>
    public static void AddScaledSquares(double scale, ReadOnlySpan<double> x, Span<double> y)
    {
        ReadOnlySpan<Vector<double>> vx = MemoryMarshal.Cast<double, Vector<double>>(x);
        Span<Vector<double>> vy = MemoryMarshal.Cast<double, Vector<double>>(y);
        var factor = new Vector<double>(scale);
        for (int i = 0; i < vx.Length && i < vy.Length; i++)
            vy[i] += factor * vx[i] * vx[i];
        for (int i = vx.Length * Vector<double>.Count; i < x.Length; i++)
            y[i] += scale * x[i] * x[i];
    }
}
