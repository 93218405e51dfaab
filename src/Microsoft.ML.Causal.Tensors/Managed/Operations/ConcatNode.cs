// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

internal sealed partial class ManagedTape<T>
{
    public override Tensor<T> Concat(ReadOnlySpan<Tensor<T>> parts)
    {
        if (parts.IsEmpty)
            throw new ArgumentException("Concat expects at least one tensor, got none.");
        foreach (Tensor<T> part in parts)
            Take(part);
        ConcatNode<T> node = Next<ConcatNode<T>>();
        node.Forward(parts);
        return node;
    }
}

/// <summary>Joins matrices on their columns; the gradient is cut at the same places.</summary>
internal sealed unsafe class ConcatNode<T> : Node<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private Node<T>[] _parts = [];
    private int _count;

    public void Forward(ReadOnlySpan<Tensor<T>> parts)
    {
        if (_parts.Length < parts.Length)
            _parts = new Node<T>[parts.Length];
        _count = parts.Length;
        for (int p = 0; p < _count; p++)
        {
            _parts[p] = (Node<T>)parts[p];
            ShapeCheck.Require(_parts[p].Rows == _parts[0].Rows, $"parts of {_parts[0].Rows} rows", parts[p].Shape, "Concat");
        }

        int columns = 0;
        bool requires = false;
        for (int p = 0; p < _count; p++)
        {
            columns += _parts[p].Columns;
            requires |= _parts[p].RequiresGradient;
        }

        Shape first = _parts[0].Shape;
        Prepare(
            first.Rank switch { 1 => new Shape(columns), 2 => new Shape(first.D0, columns), _ => new Shape(first.D0, first.D1, columns) },
            requires);
        int start = 0;
        for (int p = 0; p < _count; p++)
        {
            Node<T> part = _parts[p];
            VectorKernels.CopyBlock(part.Value, part.Columns, Value + start, columns, Rows, part.Columns);
            start += part.Columns;
        }
    }

    public override void Backward()
    {
        int start = 0;
        for (int p = 0; p < _count; p++)
        {
            Node<T> part = _parts[p];
            if (part.RequiresGradient)
            {
                T* target = part.WriteGradient(out bool accumulate);
                if (accumulate)
                    VectorKernels.AddBlock(Gradient + start, Columns, target, part.Columns, Rows, part.Columns);
                else
                    VectorKernels.CopyBlock(Gradient + start, Columns, target, part.Columns, Rows, part.Columns);
            }

            start += part.Columns;
        }
    }
}
