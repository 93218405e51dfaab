// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Numerics.Tensors;

namespace Microsoft.ML.Causal;

/// <summary>Elementwise loops and sums that operations share.</summary>
internal static unsafe class VectorKernels
{
    /// <summary>y += scale x.</summary>
    public static void AddScaled<T>(T* x, T scale, T* y, int length) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var target = new Span<T>(y, length);
        TensorPrimitives.MultiplyAdd(new ReadOnlySpan<T>(x, length), scale, target, target);
    }

    /// <summary>x·y.</summary>
    public static T Dot<T>(T* x, T* y, int length) where T : unmanaged, IFloatingPointIeee754<T> =>
        TensorPrimitives.Dot(new ReadOnlySpan<T>(x, length), new ReadOnlySpan<T>(y, length));

    /// <summary>Adds a row to every row of x [rows,columns].</summary>
    public static void AddRow<T>(T* x, T* row, int rows, int columns) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int r = 0; r < rows; r++)
            AddScaled(row, T.One, x + (long)r * columns, columns);
    }

    /// <summary>target += the sum over the rows of x [rows,columns].</summary>
    public static void SumRows<T>(T* x, int rows, int columns, T* target) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int r = 0; r < rows; r++)
            AddScaled(x + (long)r * columns, T.One, target, columns);
    }

    /// <summary>Copies a block of rows whose rows lie <paramref name="from"/> and <paramref name="to"/> elements apart.</summary>
    public static void CopyBlock<T>(T* x, int from, T* y, int to, int rows, int columns) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int r = 0; r < rows; r++)
            new ReadOnlySpan<T>(x + (long)r * from, columns).CopyTo(new Span<T>(y + (long)r * to, columns));
    }

    /// <summary>As <see cref="CopyBlock"/>, adding.</summary>
    public static void AddBlock<T>(T* x, int from, T* y, int to, int rows, int columns) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int r = 0; r < rows; r++)
            AddScaled(x + (long)r * from, T.One, y + (long)r * to, columns);
    }
}
