// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

internal sealed partial class ManagedTape<T>
{
    public override Tensor<T> MatMul(Tensor<T> a, Tensor<T> b, bool transposeA = false, bool transposeB = false)
    {
        Node<T> left = Take(a), right = Take(b);
        ShapeCheck.Require(left.Shape.Rank >= 2, "a matrix or a batch of matrices on the left", left.Shape);
        ShapeCheck.Require(right.Shape.Rank == left.Shape.Rank, $"as many axes on the right as in {left.Shape}", right.Shape);
        int batch = left.Shape.Rank == 3 ? left.Shape.D0 : 1;
        int inner = transposeA ? left.Rows / Math.Max(batch, 1) : left.Columns;
        ShapeCheck.Require(right.Shape.Rank == 2 || right.Shape.D0 == batch, $"a batch of {batch} on the right", right.Shape);
        ShapeCheck.Require(
            (transposeB ? right.Columns : right.Rows / Math.Max(batch, 1)) == inner, $"an inner extent of {inner} on the right", right.Shape);
        MatMulNode<T> node = Next<MatMulNode<T>>();
        node.Forward(left, right, transposeA, transposeB, batch, inner);
        return node;
    }
}

/// <summary>C = op(A) op(B), one product per leading index: ∂op(A) = ∂C op(B)ᵀ; ∂op(B) = op(A)ᵀ ∂C.</summary>
internal sealed unsafe class MatMulNode<T> : Node<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private Node<T> _a = null!, _b = null!;
    private int _batch, _m, _n, _k;
    private int _aRow, _aColumn, _bRow, _bColumn;    // strides of op(A) [m,k] and op(B) [k,n]

    public void Forward(Node<T> a, Node<T> b, bool transposeA, bool transposeB, int batch, int inner)
    {
        (_a, _b, _batch, _k) = (a, b, batch, inner);
        int each = Math.Max(batch, 1);
        _m = transposeA ? a.Columns : a.Rows / each;
        _n = transposeB ? b.Rows / each : b.Columns;
        (_aRow, _aColumn) = transposeA ? (1, a.Columns) : (a.Columns, 1);
        (_bRow, _bColumn) = transposeB ? (1, b.Columns) : (b.Columns, 1);
        Prepare(a.Shape.Rank == 3 ? new Shape(batch, _m, _n) : new Shape(_m, _n), a.RequiresGradient || b.RequiresGradient);
        for (int i = 0; i < batch; i++)                                          // [m,k] [k,n] → [m,n]
        {
            MatrixKernels.Multiply(
                _m, _n, _k, a.Value + i * _m * _k, _aRow, _aColumn, b.Value + i * _k * _n, _bRow, _bColumn, Value + i * _m * _n, _n, false);
        }
    }

    public override void Backward()
    {
        if (_a.RequiresGradient)
        {
            T* target = _a.WriteGradient(out bool accumulate);
            for (int i = 0; i < _batch; i++)
            {
                T* upstream = Gradient + i * _m * _n, b = _b.Value + i * _k * _n, da = target + i * _m * _k;
                if (_aColumn == 1)                                               // [m,n] [k,n]ᵀ → [m,k]
                    MatrixKernels.Multiply(_m, _k, _n, upstream, _n, 1, b, _bColumn, _bRow, da, _k, accumulate);
                else                                                             // [k,n] [m,n]ᵀ → [k,m]
                    MatrixKernels.Multiply(_k, _m, _n, b, _bRow, _bColumn, upstream, 1, _n, da, _m, accumulate);
            }
        }

        if (_b.RequiresGradient)
        {
            T* target = _b.WriteGradient(out bool accumulate);
            for (int i = 0; i < _batch; i++)
            {
                T* upstream = Gradient + i * _m * _n, a = _a.Value + i * _m * _k, db = target + i * _k * _n;
                if (_bColumn == 1)                                               // [m,k]ᵀ [m,n] → [k,n]
                    MatrixKernels.Multiply(_k, _n, _m, a, _aColumn, _aRow, upstream, _n, 1, db, _n, accumulate);
                else                                                             // [m,n]ᵀ [m,k] → [n,k]
                    MatrixKernels.Multiply(_n, _k, _m, upstream, 1, _n, a, _aRow, _aColumn, db, _k, accumulate);
            }
        }
    }
}
