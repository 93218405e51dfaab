// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Buffers that training keeps from step to step.</summary>
internal static class StepBuffer
{
    /// <summary>The beginning of a buffer, contents undefined; the buffer grows if it has to.</summary>
    /// <param name="buffer">Kept by the caller.</param>
    /// <param name="length">Number of items.</param>
    public static Span<T> Take<T>(ref T[] buffer, int length)
    {
        // Half as much again: batches differ in size, and the largest is not the first.
        if (buffer.Length < length)
            buffer = new T[Math.Max(length, buffer.Length + buffer.Length / 2)];
        return buffer.AsSpan(0, length);
    }
}
