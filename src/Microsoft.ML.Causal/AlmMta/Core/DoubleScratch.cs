// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Working memory, in double, of a thread that scores journeys; it grows to what the largest model needs and is kept.</summary>
internal static class DoubleScratch
{
    [ThreadStatic]
    private static double[]? _buffer;

    /// <summary>At least <paramref name="length"/> numbers, contents undefined.</summary>
    public static Span<double> Take(int length)
    {
        if (_buffer is null || _buffer.Length < length)
            _buffer = new double[length];
        return _buffer.AsSpan(0, length);
    }

    /// <summary>Cuts the first <paramref name="length"/> numbers off <paramref name="rest"/>.</summary>
    public static Span<double> Cut(scoped ref Span<double> rest, int length)
    {
        Span<double> part = rest[..length];
        rest = rest[length..];
        return part;
    }
}
