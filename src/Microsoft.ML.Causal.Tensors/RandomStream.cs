// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>A named stream of random numbers: the same seed and name give the same numbers on every machine and version.</summary>
/// <remarks>
/// xoshiro256** (Blackman and Vigna 2018), its state filled by SplitMix64 from the seed and the name's FNV-1a hash. Streams of
/// different names are independent, so drawing more from one (say, initialisation) does not change another (say, shuffling).
/// Not thread-safe.
/// </remarks>
public sealed class RandomStream
{
    private ulong _s0, _s1, _s2, _s3;
    private double _spare = double.NaN;

    /// <summary>Starts the stream called <paramref name="name"/> of <paramref name="seed"/>.</summary>
    public RandomStream(long seed, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        ulong hash = 14695981039346656037;
        foreach (char c in name)
            hash = (hash ^ c) * 1099511628211;
        ulong state = unchecked((ulong)seed) ^ hash;
        (_s0, _s1, _s2, _s3) = (SplitMix(ref state), SplitMix(ref state), SplitMix(ref state), SplitMix(ref state));
    }

    /// <summary>Gets or sets where the stream stands: a stream that is set to another's state draws what the other draws next.</summary>
    public RandomStreamState State
    {
        get => new(_s0, _s1, _s2, _s3, _spare);
        set => (_s0, _s1, _s2, _s3, _spare) = (value.S0, value.S1, value.S2, value.S3, value.Spare);
    }

    /// <summary>Draws 64 random bits.</summary>
    public ulong NextBits()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9, shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Draws from the uniform distribution on [0, 1), in steps of 2⁻⁵³.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Draws from the uniform distribution on [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public double NextDouble(double low, double high) => low + (high - low) * NextDouble();

    /// <summary>Draws from the standard normal distribution (Marsaglia's polar method).</summary>
    public double NextGaussian()
    {
        if (!double.IsNaN(_spare))
        {
            double kept = _spare;
            _spare = double.NaN;
            return kept;
        }

        double u, v, square;
        do
        {
            (u, v) = (NextDouble(-1, 1), NextDouble(-1, 1));
            square = u * u + v * v;
        }
        while (square is >= 1 or 0);

        double scale = Math.Sqrt(-2 * Math.Log(square) / square);
        _spare = v * scale;
        return u * scale;
    }

    /// <summary>Draws a whole number from 0 to <paramref name="bound"/> − 1, each equally likely.</summary>
    /// <param name="bound">At least 1.</param>
    public int NextInteger(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        // Multiplying and keeping the high half maps 2^64 values to `bound` ones; the few that would favour some are drawn again.
        ulong range = (ulong)bound, threshold = unchecked(0 - range) % range;
        while (true)
        {
            ulong high = Math.BigMul(NextBits(), range, out ulong low);
            if (low >= threshold)
                return (int)high;
        }
    }

    /// <summary>Puts <paramref name="values"/> in random order (Fisher and Yates), every order equally likely.</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int j = NextInteger(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    /// <summary>Fills <paramref name="values"/> from the uniform distribution on [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public void FillUniform<T>(Span<T> values, double low, double high) where T : IFloatingPoint<T>
    {
        foreach (ref T value in values)
            value = T.CreateTruncating(NextDouble(low, high));
    }

    /// <summary>Fills <paramref name="values"/> from the normal distribution of mean 0.</summary>
    public void FillGaussian<T>(Span<T> values, double standardDeviation) where T : IFloatingPoint<T>
    {
        foreach (ref T value in values)
            value = T.CreateTruncating(standardDeviation * NextGaussian());
    }

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
