// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

internal sealed partial class ManagedTape<T>
{
    public override Tensor<T> Add(Tensor<T> a, Tensor<T> b) => Combine(a, b, Arithmetic.Add, nameof(Add));

    public override Tensor<T> Subtract(Tensor<T> a, Tensor<T> b) => Combine(a, b, Arithmetic.Subtract, nameof(Subtract));

    public override Tensor<T> Multiply(Tensor<T> a, Tensor<T> b) => Combine(a, b, Arithmetic.Multiply, nameof(Multiply));

    public override Tensor<T> Divide(Tensor<T> a, Tensor<T> b) => Combine(a, b, Arithmetic.Divide, nameof(Divide));

    private ArithmeticNode<T> Combine(Tensor<T> a, Tensor<T> b, Arithmetic operation, string name)
    {
        Node<T> left = Take(a), right = Take(b);
        ArithmeticNode<T> node = Next<ArithmeticNode<T>>();
        node.Forward(left, right, operation, name);
        return node;
    }
}

/// <summary>The elementwise operations on two tensors.</summary>
internal enum Arithmetic
{
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// <summary>
/// y = a ∘ b elementwise, b repeated over a's rows or columns where it is smaller; ∂b is then summed over them.
/// Add: ∂a = ∂y, ∂b = ∂y. Subtract: ∂b = −∂y. Multiply: ∂a = ∂y b, ∂b = ∂y a. Divide: ∂a = ∂y/b, ∂b = −∂y y/b.
/// </summary>
internal sealed unsafe class ArithmeticNode<T> : Node<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private Node<T> _a = null!, _b = null!;
    private Arithmetic _operation;
    private int _rows, _columns, _rowStride, _columnStride;    // the strides are b's: 0 where it repeats

    public void Forward(Node<T> a, Node<T> b, Arithmetic operation, string name)
    {
        (_a, _b, _operation) = (a, b, operation);
        bool same = b.Length == a.Length && b.Columns == a.Columns;
        bool row = b.Rows == 1 && b.Columns == a.Columns, column = b.Columns == 1 && b.Rows == a.Rows;
        ShapeCheck.Require(
            same || row || column || b.Length == 1, $"a second tensor of shape {a.Shape}, one of its rows, one of its columns or [1]", b.Shape, name);
        (_rowStride, _columnStride) = same ? (a.Columns, 1) : b.Length == 1 ? (0, 0) : row ? (0, 1) : (1, 0);
        Prepare(a.Shape, a.RequiresGradient || b.RequiresGradient);

        // What lies in one piece, or repeats one number, is a single long row.
        bool whole = same || b.Length == 1;
        (_rows, _columns) = whole ? (1, Length) : (Rows, Columns);
        if (Length > 0)
            ArithmeticKernels.Forward(operation, a.Value, b.Value, Value, _rows, _columns, _rowStride, _columnStride);
    }

    public override void Backward()
    {
        if (Length == 0)
            return;
        if (_a.RequiresGradient)
        {
            T* target = _a.WriteGradient(out bool accumulate);
            if (_operation is Arithmetic.Add or Arithmetic.Subtract)
                VectorKernels.Scale(Gradient, T.One, target, Length, accumulate);
            else
                ArithmeticKernels.Left(_operation, Gradient, _b.Value, target, _rows, _columns, _rowStride, _columnStride, accumulate);
        }

        if (_b.RequiresGradient)
        {
            bool accumulate = true;
            T* target = _columnStride == 1 && _rows == 1 ? _b.WriteGradient(out accumulate) : _b.AccumulateGradient();
            ArithmeticKernels.Right(
                _operation, Gradient, _a.Value, _b.Value, target, _rows, _columns, _rowStride, _columnStride, accumulate);
        }
    }
}
