// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Scrambled Halton points: they fill the unit cube more evenly than random ones, in every beginning of the sequence.</summary>
/// <remarks>
/// Coordinate j of point i is the radical inverse of i in the j-th prime base, each digit put through a random permutation of its own
/// (Owen 2017, "A randomized Halton algorithm in R"). Each point alone is uniform on the cube.
/// </remarks>
internal sealed class HaltonSequence
{
    private readonly int[] _bases;
    private readonly int[][][] _permutations;

    /// <param name="dimensions">Width of a point.</param>
    /// <param name="seed">Seed of the permutations.</param>
    public HaltonSequence(int dimensions, int seed)
    {
        _bases = [.. Primes().Take(dimensions)];
        _permutations = new int[dimensions][][];
        for (int j = 0; j < dimensions; j++)
        {
            var random = new RandomStream(seed, $"halton/{j}");
            // As many digits as a double can hold.
            var digits = new int[(int)Math.Ceiling(53 / Math.Log2(_bases[j]))][];
            for (int k = 0; k < digits.Length; k++)
            {
                digits[k] = [.. Enumerable.Range(0, _bases[j])];
                random.Shuffle(digits[k].AsSpan());
            }

            _permutations[j] = digits;
        }
    }

    /// <summary>Point number <paramref name="index"/>, from 0.</summary>
    public double[] Point(int index)
    {
        var point = new double[_bases.Length];
        for (int j = 0; j < point.Length; j++)
        {
            double value = 0, scale = 1;
            int left = index;
            foreach (int[] permutation in _permutations[j])
            {
                (left, int digit) = Math.DivRem(left, _bases[j]);
                scale /= _bases[j];
                value += scale * permutation[digit];
            }

            point[j] = Math.Min(value, Math.BitDecrement(1.0));
        }

        return point;
    }

    private static IEnumerable<int> Primes()
    {
        var found = new List<int>();
        for (int candidate = 2; ; candidate++)
        {
            if (found.All(prime => candidate % prime != 0))
            {
                found.Add(candidate);
                yield return candidate;
            }
        }
    }
}
