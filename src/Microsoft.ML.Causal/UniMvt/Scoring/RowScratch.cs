// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Working memory of a thread that scores rows; it grows to what the largest model needs and is kept.</summary>
internal static class RowScratch
{
    [ThreadStatic]
    private static float[]? _buffer;

    /// <summary>At least <paramref name="length"/> floats, contents undefined.</summary>
    public static Span<float> Take(int length)
    {
        if (_buffer is null || _buffer.Length < length)
            _buffer = new float[length];
        return _buffer.AsSpan(0, length);
    }

    /// <summary>Cuts the first <paramref name="length"/> floats off <paramref name="rest"/>.</summary>
    public static Span<float> Cut(ref Span<float> rest, int length)
    {
        Span<float> part = rest[..length];
        rest = rest[length..];
        return part;
    }
}
