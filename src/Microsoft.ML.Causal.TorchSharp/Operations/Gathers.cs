// Licensed under the MIT licence; see LICENSE in the repository root.

using TorchSharp;

namespace Microsoft.ML.Causal;

internal sealed partial class TorchTape<T>
{
    public override Tensor<T> GatherRows(Tensor<T> x, ReadOnlySpan<int> rows) => Gather(x, rows, nameof(GatherRows));

    public override Tensor<T> Embedding(Tensor<T> table, ReadOnlySpan<int> ids) => Gather(table, ids, nameof(Embedding));

    /// <summary>x[rows[i],:]. Rows of a parameter become a leaf, so that its gradient stays sparse.</summary>
    private TorchTensor<T> Gather(Tensor<T> x, ReadOnlySpan<int> rows, string operation)
    {
        TorchTensor<T> source = Take(x);
        ShapeCheck.Require(source.Shape.Rank == 2, "a matrix of rows", source.Shape, operation);
        for (int i = 0; i < rows.Length; i++)
        {
            if ((uint)rows[i] >= (uint)source.Shape.Rows)
                throw new ArgumentException($"{operation} expects row numbers from 0 to {source.Shape.Rows - 1}; number {i} is outside.");
        }

        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor index = TensorTransfer.Create(rows, _device);
        var shape = new Shape(rows.Length, source.Shape.Columns);
        TorchParameter<T>? table = Array.Find(_leaves, leaf => leaf.Use == source);
        if (table is null || !Training)
            return Keep(source.Value.index_select(0, index), shape);
        TorchTensor<T> gathered = Keep(table.Value.index_select(0, index).requires_grad_(), shape);
        table.Gathered(rows, gathered.Value);
        return gathered;
    }
}
