// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Microsoft.ML.Causal;

internal sealed partial class ManagedTape<T>
{
    public override Tensor<T> Softmax(Tensor<T> x, ReadOnlySpan<T> mask = default)
    {
        Node<T> input = Take(x);
        SoftmaxNode<T> node = Next<SoftmaxNode<T>>();
        node.Forward(input, mask, nameof(Softmax));
        return node;
    }
}

/// <summary>y = softmax of each row over its kept positions; ∂x_j = y_j (∂y_j − Σ_k y_k ∂y_k). A row without a kept position gives zeros.</summary>
internal sealed unsafe class SoftmaxNode<T> : Node<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int FewColumns = 32;

    private readonly AlignedBuffer<T> _columns = new(), _upstream = new(), _rows = new();
    private Node<T> _x = null!;
    private bool _byColumns;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Forward(Node<T> x, ReadOnlySpan<T> mask, string operation)
    {
        ShapeCheck.RequireLength(x.Length, mask.Length, "the mask", mayBeEmpty: true, operation);
        _x = x;
        Prepare(x.Shape, x.RequiresGradient);
        _byColumns = mask.IsEmpty && Columns is > 1 and <= FewColumns;
        if (_byColumns)
        {
            ForwardByColumns();
            return;
        }

        for (int r = 0; r < Rows; r++)
        {
            T* logit = x.Value + (long)r * Columns, y = Value + (long)r * Columns;
            ReadOnlySpan<T> keep = mask.IsEmpty ? default : mask.Slice(r * Columns, Columns);
            T largest = RowMath.LargestKept(logit, keep, Columns);
            for (int c = 0; c < Columns; c++)
                y[c] = keep.IsEmpty || keep[c] != T.Zero ? logit[c] - largest : T.NegativeInfinity;
        }

        WaveKernels.ExpOfNegative(Value, Value, Length);
        for (int r = 0; r < Rows; r++)
        {
            T* y = Value + (long)r * Columns;
            T sum = T.Zero;
            for (int c = 0; c < Columns; c++)
                sum += y[c];
            T scale = sum == T.Zero ? T.Zero : T.One / sum;
            for (int c = 0; c < Columns; c++)
                y[c] *= scale;
        }
    }

    // A vector holds one column of many rows, so that a short row wastes no lanes.
    private void ForwardByColumns()
    {
        int stride = (Rows + 31) / 32 * 32;
        T* columns = _columns.Reserve((Columns + 1) * stride), sum = columns + Columns * stride;
        Transposition.Transpose(_x.Value, Columns, columns, stride, Rows, Columns);
        for (int c = 0; c < Columns; c++)
            new Span<T>(columns + c * stride + Rows, stride - Rows).Clear();
        SoftmaxKernels.ByColumns(columns, stride, Columns, sum);
        Transposition.Transpose(columns, stride, Value, Columns, Columns, Rows);
    }

    private void BackwardByColumns()
    {
        int stride = (Rows + 31) / 32 * 32;
        T* y = _columns.Pointer, dy = _upstream.Reserve(Columns * stride);
        Transposition.Transpose(Gradient, Columns, dy, stride, Rows, Columns);
        for (int c = 0; c < Columns; c++)
            new Span<T>(dy + c * stride + Rows, stride - Rows).Clear();
        SoftmaxKernels.GradientByColumns(y, dy, stride, Columns);
        T* target = _x.WriteGradient(out bool accumulate);
        if (!accumulate)
        {
            Transposition.Transpose(dy, stride, target, Columns, Columns, Rows);
            return;
        }

        T* rows = _rows.Reserve(Length);
        Transposition.Transpose(dy, stride, rows, Columns, Columns, Rows);
        VectorKernels.AddScaled(rows, T.One, target, Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward()
    {
        if (_byColumns)
        {
            BackwardByColumns();
            return;
        }

        T* target = _x.AccumulateGradient();
        for (int r = 0; r < Rows; r++)
        {
            T* y = Value + (long)r * Columns, dy = Gradient + (long)r * Columns, dx = target + (long)r * Columns;
            T mean = T.Zero;
            for (int c = 0; c < Columns; c++)
                mean += y[c] * dy[c];
            for (int c = 0; c < Columns; c++)
                dx[c] += y[c] * (dy[c] - mean);
        }
    }
}

/// <summary>Steps that operations on rows share.</summary>
internal static unsafe class RowMath
{
    /// <summary>The largest kept element of a row; 0 when none is kept.</summary>
    public static T LargestKept<T>(T* row, ReadOnlySpan<T> keep, int columns) where T : unmanaged, IFloatingPointIeee754<T>
    {
        T largest = T.NegativeInfinity;
        for (int c = 0; c < columns; c++)
        {
            // Not the library's maximum, which takes care of NaN: one of those shows in the result anyway.
            if ((keep.IsEmpty || keep[c] != T.Zero) && row[c] > largest)
                largest = row[c];
        }

        return T.IsNegativeInfinity(largest) ? T.Zero : largest;
    }
}
