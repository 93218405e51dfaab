// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Microsoft.ML.Causal;

/// <summary>The last elements of an array, fewer than a vector: computed as a whole vector too, so that every element gets the same bits wherever it stands.</summary>
internal static unsafe class VectorTail<T, V, S>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where S : struct, ISimd<T, V>
{
    /// <summary>Loads <paramref name="count"/> elements; the rest are 0.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static V Load(T* source, int count)
    {
        V vector = S.Zero;
        new ReadOnlySpan<T>(source, count).CopyTo(new Span<T>(Unsafe.AsPointer(ref vector), S.Count));
        return vector;
    }

    /// <summary>Stores the first <paramref name="count"/> elements.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Store(V vector, T* destination, int count) =>
        new ReadOnlySpan<T>(Unsafe.AsPointer(ref vector), count).CopyTo(new Span<T>(destination, count));
}
