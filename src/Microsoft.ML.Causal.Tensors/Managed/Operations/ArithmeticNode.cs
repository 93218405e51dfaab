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
        ArithmeticNode<T> node = Next<ArithmeticNode<T>>();
        node.Forward(Take(a), Take(b), operation, name);
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
    private int _rowStride, _columnStride;    // of b, seen as a matrix of a's shape: 0 where it repeats

    public void Forward(Node<T> a, Node<T> b, Arithmetic operation, string name)
    {
        (_a, _b, _operation) = (a, b, operation);
        bool same = b.Length == a.Length && b.Columns == a.Columns;
        bool row = b.Rows == 1 && b.Columns == a.Columns, column = b.Columns == 1 && b.Rows == a.Rows;
        ShapeCheck.Require(
            same || row || column || b.Length == 1, $"a second tensor of shape {a.Shape}, one of its rows, one of its columns or [1]", b.Shape, name);
        (_rowStride, _columnStride) = same ? (a.Columns, 1) : b.Length == 1 ? (0, 0) : row ? (0, 1) : (1, 0);
        Prepare(a.Shape, a.RequiresGradient || b.RequiresGradient);

        for (int r = 0; r < Rows; r++)
        {
            T* y = Value + (long)r * Columns, x = a.Value + (long)r * Columns, z = b.Value + (long)r * _rowStride;
            for (int c = 0; c < Columns; c++)
            {
                T other = z[c * _columnStride];
                y[c] = operation switch
                {
                    Arithmetic.Add => x[c] + other,
                    Arithmetic.Subtract => x[c] - other,
                    Arithmetic.Multiply => x[c] * other,
                    _ => x[c] / other,
                };
            }
        }
    }

    public override void Backward()
    {
        if (_a.RequiresGradient)
            BackwardLeft(_a.AccumulateGradient());
        if (_b.RequiresGradient)
            BackwardRight(_b.AccumulateGradient());
    }

    private void BackwardLeft(T* target)
    {
        if (_operation is Arithmetic.Add or Arithmetic.Subtract)
        {
            VectorKernels.AddScaled(Gradient, T.One, target, Length);
            return;
        }

        for (int r = 0; r < Rows; r++)
        {
            T* dy = Gradient + (long)r * Columns, da = target + (long)r * Columns, b = _b.Value + (long)r * _rowStride;
            for (int c = 0; c < Columns; c++)
                da[c] += _operation == Arithmetic.Multiply ? dy[c] * b[c * _columnStride] : dy[c] / b[c * _columnStride];
        }
    }

    private void BackwardRight(T* target)
    {
        for (int r = 0; r < Rows; r++)
        {
            long at = (long)r * Columns;
            T* dy = Gradient + at, a = _a.Value + at, y = Value + at, db = target + (long)r * _rowStride, b = _b.Value + (long)r * _rowStride;
            for (int c = 0; c < Columns; c++)
            {
                db[c * _columnStride] += _operation switch
                {
                    Arithmetic.Add => dy[c],
                    Arithmetic.Subtract => -dy[c],
                    Arithmetic.Multiply => dy[c] * a[c],
                    _ => -dy[c] * y[c] / b[c * _columnStride],
                };
            }
        }
    }
}
