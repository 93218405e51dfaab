// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The largest of many numbers, without sorting them all.</summary>
internal static class Largest
{
    /// <summary>Brings the <paramref name="count"/> largest values to the front, in no order among themselves (Hoare's selection).</summary>
    /// <param name="values">The numbers, none NaN; their order changes.</param>
    /// <param name="count">At least 1 and at most their number.</param>
    /// <returns>The least of those in front.</returns>
    public static double Partition(Span<double> values, int count)
    {
        int target = count - 1, low = 0, high = values.Length - 1;
        while (low < high)
        {
            double pivot = Median(values[low], values[low + (high - low) / 2], values[high]);
            int i = low, j = high;
            while (i <= j)
            {
                while (values[i] > pivot)
                    i++;
                while (values[j] < pivot)
                    j--;
                if (i <= j)
                {
                    (values[i], values[j]) = (values[j], values[i]);
                    i++;
                    j--;
                }
            }

            if (target <= j)
                high = j;
            else if (target >= i)
                low = i;
            else
                break;
        }

        return values[target];
    }

    private static double Median(double a, double b, double c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
