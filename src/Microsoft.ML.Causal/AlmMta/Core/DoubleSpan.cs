// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Runtime.InteropServices;

namespace Microsoft.ML.Causal;

/// <summary>The loops that the cores spend their time in.</summary>
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

    /// <summary>y += x.</summary>
    public static void Add(ReadOnlySpan<double> x, Span<double> y)
    {
        ReadOnlySpan<Vector<double>> vx = MemoryMarshal.Cast<double, Vector<double>>(x);
        Span<Vector<double>> vy = MemoryMarshal.Cast<double, Vector<double>>(y);
        for (int i = 0; i < vx.Length && i < vy.Length; i++)
            vy[i] += vx[i];
        for (int i = vx.Length * Vector<double>.Count; i < x.Length; i++)
            y[i] += x[i];
    }

    /// <summary>y = a·x + b·z.</summary>
    public static void Combine(double a, ReadOnlySpan<double> x, double b, ReadOnlySpan<double> z, Span<double> y)
    {
        ReadOnlySpan<Vector<double>> vx = MemoryMarshal.Cast<double, Vector<double>>(x), vz = MemoryMarshal.Cast<double, Vector<double>>(z);
        Span<Vector<double>> vy = MemoryMarshal.Cast<double, Vector<double>>(y);
        for (int i = 0; i < vy.Length; i++)
            vy[i] = vx[i] * a + vz[i] * b;
        for (int i = vy.Length * Vector<double>.Count; i < y.Length; i++)
            y[i] = a * x[i] + b * z[i];
    }

    /// <summary>z becomes σ(z + shift).</summary>
    public static void Logistic(Span<double> z, double shift)
    {
        Span<Vector<double>> vz = MemoryMarshal.Cast<double, Vector<double>>(z);
        var common = new Vector<double>(shift);
        foreach (ref Vector<double> value in vz)
            value = Logistic(value + common);
        Span<double> rest = z[(vz.Length * Vector<double>.Count)..];
        if (rest.IsEmpty)
            return;

        // What is left over goes through the same function, so that a number's place does not change it.
        Span<double> last = stackalloc double[Vector<double>.Count];
        last.Clear();
        rest.CopyTo(last);
        Logistic(new Vector<double>(last) + common).CopyTo(last);
        last[..rest.Length].CopyTo(rest);
    }

    private static Vector<double> Logistic(Vector<double> z) => Vector<double>.One / (Vector<double>.One + Vector.Exp(-z));

    /// <summary>xᵀMx.</summary>
    /// <param name="matrix">M, row-major, [n,n].</param>
    /// <param name="x">[n].</param>
    public static double Quadratic(ReadOnlySpan<double> matrix, ReadOnlySpan<double> x)
    {
        ReadOnlySpan<Vector<double>> vx = MemoryMarshal.Cast<double, Vector<double>>(x);
        Vector<double> sum = Vector<double>.Zero;
        double rest = 0;
        for (int k = 0; k < x.Length; k++)
        {
            ReadOnlySpan<double> row = matrix.Slice(k * x.Length, x.Length);
            ReadOnlySpan<Vector<double>> vrow = MemoryMarshal.Cast<double, Vector<double>>(row);
            // A sum of its own: rows need not wait for each other.
            Vector<double> product = Vector<double>.Zero;
            for (int i = 0; i < vx.Length && i < vrow.Length; i++)
                product += vrow[i] * vx[i];
            sum += product * x[k];
            for (int i = vx.Length * Vector<double>.Count; i < x.Length; i++)
                rest += x[k] * row[i] * x[i];
        }

        return Vector.Sum(sum) + rest;
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
