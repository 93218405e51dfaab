// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Runtime.CompilerServices;

namespace Microsoft.ML.Causal;

/// <summary>Memory for tensor values: pinned, on a cache line, padded to whole vectors; it grows and never shrinks.</summary>
internal sealed unsafe class AlignedBuffer<T> where T : unmanaged
{
    private const int Line = 64;
    private T[] _array = [];

    /// <summary>Gets the first element; aligned to 64 bytes. Valid until the next <see cref="Reserve"/>.</summary>
    public T* Pointer { get; private set; }

    public int Capacity { get; private set; }

    /// <summary>Makes room for at least <paramref name="length"/> elements; the contents are lost when it grows.</summary>
    public T* Reserve(int length)
    {
        if (length > Capacity || Pointer == null)
        {
            int lane = Line / sizeof(T), padded = Math.Max(lane, (length + lane - 1) / lane * lane);

            // A pinned array moves never, so its address stays good; one line more leaves room to start on a line.
            // Zeroed, because kernels may read (and then ignore) the padding, where old bits could be slow subnormals.
            _array = GC.AllocateArray<T>(padded + lane, pinned: true);
            nuint address = (nuint)Unsafe.AsPointer(ref _array[0]);
            Pointer = (T*)((address + Line - 1) / Line * Line);
            Capacity = padded;
        }

        return Pointer;
    }
}
