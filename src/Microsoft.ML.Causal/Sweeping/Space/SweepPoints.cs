// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Points of a space in units: one number in [0, 1] per dimension, NaN where it is not active.</summary>
internal static class SweepPoints
{
    /// <summary>Sets the units of dimensions that are not active to NaN.</summary>
    public static void Deactivate(IReadOnlyList<SweepDimension> dimensions, Span<double> point)
    {
        for (int d = 0; d < dimensions.Count; d++)
        {
            if (dimensions[d].Parent is not { } parent)
                continue;
            int p = IndexOf(dimensions, parent);
            double choice = dimensions[p].Value(point[p]);
            if (double.IsNaN(choice) || !dimensions[d].ParentChoices.Contains(dimensions[p].Choices[(int)choice]))
                point[d] = double.NaN;
        }
    }

    /// <summary>The values at a point.</summary>
    public static double[] Values(IReadOnlyList<SweepDimension> dimensions, ReadOnlySpan<double> point)
    {
        var values = new double[point.Length];
        for (int d = 0; d < values.Length; d++)
            values[d] = dimensions[d].Value(point[d]);
        return values;
    }

    /// <summary>A point with those values.</summary>
    public static double[] Units(IReadOnlyList<SweepDimension> dimensions, IReadOnlyList<double> values)
    {
        var point = new double[values.Count];
        for (int d = 0; d < point.Length; d++)
            point[d] = dimensions[d].Unit(values[d]);
        return point;
    }

    private static int IndexOf(IReadOnlyList<SweepDimension> dimensions, string name)
    {
        int d = 0;
        while (dimensions[d].Name != name)
            d++;
        return d;
    }
}
