// Licensed under the MIT licence; see LICENSE in the repository root.

using TorchSharp;

namespace Microsoft.ML.Causal;

internal sealed partial class TorchTape<T>
{
    public override Tensor<T> Linear(Tensor<T> x, Tensor<T> weight, Tensor<T>? bias, Activation activation = Activation.Identity)
    {
        TorchTensor<T> input = Take(x), w = Take(weight);
        TorchTensor<T>? b = bias is null ? null : Take(bias);
        ShapeCheck.Require(w.Shape.Rank == 2, "a weight [out,in]", w.Shape);
        ShapeCheck.Require(input.Shape.Columns == w.Shape.Columns, $"x [n,{w.Shape.Columns}]", input.Shape);
        ShapeCheck.Require(b is null || b.Shape.Length == w.Shape.Rows, $"a bias [{w.Shape.Rows}]", b?.Shape ?? default);
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor z = torch.nn.functional.linear(Matrix(input), w.Value, b?.Value.reshape(b.Shape.Length)!);    // [n,in] [out,in]ᵀ → [n,out]
        return Keep(Apply(activation, z), new Shape(input.Shape.Rows, w.Shape.Rows));
    }

    public override Tensor<T> GroupedLinear(Tensor<T> x, Tensor<T> weight, Tensor<T>? bias, Activation activation = Activation.Identity)
    {
        TorchTensor<T> input = Take(x), w = Take(weight);
        TorchTensor<T>? b = bias is null ? null : Take(bias);
        ShapeCheck.Require(w.Shape.Rank == 3, "a weight [groups,out,in]", w.Shape);
        (int groups, int units, int inputs) = (w.Shape.D0, w.Shape.D1, w.Shape.D2);
        ShapeCheck.Require(input.Shape.Columns == groups * inputs, $"x [n,{groups * inputs}]", input.Shape);
        ShapeCheck.Require(b is null || b.Shape.Length == w.Shape.Rows, $"a bias [{w.Shape.Rows}]", b?.Shape ?? default);
        using DisposeScope scope = torch.NewDisposeScope();
        int rows = input.Shape.Rows;
        torch.Tensor grouped = input.Value.reshape(rows, groups, inputs).transpose(0, 1);    // [g,n,in]
        torch.Tensor z = grouped.bmm(w.Value.transpose(1, 2));                               // [g,n,in] [g,in,out] → [g,n,out]
        z = z.transpose(0, 1).reshape(rows, groups * units);                                 // [n,g·out]
        if (b is not null)
            z = z.add(b.Value.reshape(1, groups * units));
        return Keep(Apply(activation, z), new Shape(rows, groups * units));
    }

    public override Tensor<T> MatMul(Tensor<T> a, Tensor<T> b, bool transposeA = false, bool transposeB = false)
    {
        TorchTensor<T> left = Take(a), right = Take(b);
        ShapeCheck.Require(left.Shape.Rank >= 2, "a matrix or a batch of matrices on the left", left.Shape);
        ShapeCheck.Require(right.Shape.Rank == left.Shape.Rank, $"as many axes on the right as in {left.Shape}", right.Shape);
        bool batched = left.Shape.Rank == 3;
        ShapeCheck.Require(!batched || right.Shape.D0 == left.Shape.D0, $"a batch of {left.Shape.D0} on the right", right.Shape);
        (int m, int k) = Extents(left.Shape, transposeA);
        (int inner, int n) = Extents(right.Shape, transposeB);
        ShapeCheck.Require(inner == k, $"an inner extent of {k} on the right", right.Shape);
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor product = Turned(left.Value, transposeA).matmul(Turned(right.Value, transposeB));    // [m,k] [k,n] → [m,n]
        return Keep(product, batched ? new Shape(left.Shape.D0, m, n) : new Shape(m, n));

        static (int Rows, int Columns) Extents(Shape shape, bool transposed)
        {
            (int rows, int columns) = shape.Rank == 3 ? (shape.D1, shape.D2) : (shape.D0, shape.D1);
            return transposed ? (columns, rows) : (rows, columns);
        }

        static torch.Tensor Turned(torch.Tensor matrix, bool transposed) => transposed ? matrix.transpose(-2, -1) : matrix;
    }
}
