// Licensed under the MIT licence; see LICENSE in the repository root.

using TorchSharp;

namespace Microsoft.ML.Causal;

internal sealed partial class TorchTape<T>
{
    public override Tensor<T> Concat(ReadOnlySpan<Tensor<T>> parts)
    {
        if (parts.IsEmpty)
            throw new ArgumentException("Concat expects at least one tensor, got none.");
        using DisposeScope scope = torch.NewDisposeScope();
        Shape first = parts[0].Shape;
        var matrices = new List<torch.Tensor>(parts.Length);
        int columns = 0;
        foreach (Tensor<T> part in parts)
        {
            ShapeCheck.Require(part.Shape.Rows == first.Rows, $"parts of {first.Rows} rows", part.Shape);
            matrices.Add(Matrix(Take(part)));
            columns += part.Shape.Columns;
        }

        Shape joined = first.Rank switch { 1 => new(columns), 2 => new(first.D0, columns), _ => new(first.D0, first.D1, columns) };
        return Keep(torch.cat((IList<torch.Tensor>)matrices, 1).reshape(joined.Extents()), joined);
    }

    public override Tensor<T> SliceColumns(Tensor<T> x, int start, int count)
    {
        TorchTensor<T> source = Take(x);
        ShapeCheck.Require(
            start >= 0 && count >= 0 && start <= source.Shape.Columns - count, $"at least {(long)start + count} columns", source.Shape);
        using DisposeScope scope = torch.NewDisposeScope();
        return Keep(Matrix(source).narrow(1, start, count), new Shape(source.Shape.Rows, count));
    }

    public override Tensor<T> Reshape(Tensor<T> x, Shape shape)
    {
        TorchTensor<T> source = Take(x);
        ShapeCheck.Require(shape.Length == source.Shape.Length, $"a tensor with as many elements as {shape}", source.Shape);
        using DisposeScope scope = torch.NewDisposeScope();
        return Keep(source.Value.reshape(shape.Extents()), shape);
    }
}
