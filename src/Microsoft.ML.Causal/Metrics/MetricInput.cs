// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>Checks and conversions that every metric begins with: sums run in double whatever the caller's type.</summary>
internal static class MetricInput
{
    /// <summary>Copies to double; every value must be finite.</summary>
    public static double[] Finite<T>(ReadOnlySpan<T> values, string name) where T : unmanaged, IFloatingPointIeee754<T>
    {
        double[] copy = new double[values.Length];
        for (int i = 0; i < copy.Length; i++)
        {
            if (!T.IsFinite(values[i]))
                throw new ArgumentException($"'{name}' must hold finite numbers only; element {i} of {values.Length} is not finite.", name);
            copy[i] = double.CreateChecked(values[i]);
        }

        return copy;
    }

    /// <summary>Copies probabilities to double; every value must lie in [0, 1].</summary>
    public static double[] Probabilities<T>(ReadOnlySpan<T> values, string name) where T : unmanaged, IFloatingPointIeee754<T>
    {
        double[] copy = Finite(values, name);
        for (int i = 0; i < copy.Length; i++)
        {
            if (!(copy[i] >= 0 && copy[i] <= 1))
                throw new ArgumentException($"'{name}' must hold probabilities, in [0, 1]; element {i} of {copy.Length} lies outside.", name);
        }

        return copy;
    }

    /// <summary>Copies weights to double; ones when there are none. Each must be at least 0 and their sum above 0.</summary>
    public static double[] Weights<T>(ReadOnlySpan<T> weights, int rows, string name) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (weights.IsEmpty)
        {
            double[] ones = new double[rows];
            Array.Fill(ones, 1);
            return ones;
        }

        SameLength(weights.Length, rows, name);
        double[] copy = Finite(weights, name);
        double sum = 0;
        foreach (double weight in copy)
        {
            if (weight < 0)
                throw new ArgumentException($"'{name}' must hold weights of at least 0; a negative one was found.", name);
            sum += weight;
        }

        if (!(sum > 0))
            throw new ArgumentException($"'{name}' must have a sum above 0; all {copy.Length} weights are 0.", name);
        return copy;
    }

    /// <summary>Throws unless there is at least one row.</summary>
    public static void NotEmpty(int rows, string name)
    {
        if (rows == 0)
            throw new ArgumentException($"'{name}' must hold at least one row; it is empty.", name);
    }

    /// <summary>Throws unless <paramref name="length"/> equals <paramref name="rows"/>.</summary>
    public static void SameLength(int length, int rows, string name)
    {
        if (length != rows)
            throw new ArgumentException($"'{name}' must have one element per row: expected {rows}, found {length}.", name);
    }

    /// <summary>Row numbers by falling score; equal scores keep the order of the rows.</summary>
    public static int[] Descending(double[] score)
    {
        int[] order = new int[score.Length];
        double[] keys = new double[score.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
            // Adding 0 makes −0 into 0: both sort as one value.
            keys[i] = -score[i] + 0.0;
        }

        Array.Sort(keys, order);

        // Array.Sort is not stable: put each run of equal keys back into row order.
        for (int start = 0; start < order.Length;)
        {
            int end = start + 1;
            while (end < order.Length && keys[end] == keys[start])
                end++;
            if (end - start > 1)
                Array.Sort(order, start, end - start);
            start = end;
        }

        return order;
    }

    /// <summary>For each position of <paramref name="order"/>, whether a threshold may be put after it: the next score is lower.</summary>
    public static bool[] GroupEnds(double[] score, int[] order)
    {
        bool[] ends = new bool[order.Length];
        for (int k = 0; k < ends.Length; k++)
            ends[k] = k == ends.Length - 1 || score[order[k]] != score[order[k + 1]];
        return ends;
    }
}
