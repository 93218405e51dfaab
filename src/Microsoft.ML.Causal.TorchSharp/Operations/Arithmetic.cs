// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Runtime.CompilerServices;
using TorchSharp;

namespace Microsoft.ML.Causal;

internal sealed partial class TorchTape<T>
{
    public override Tensor<T> Add(Tensor<T> a, Tensor<T> b)
    {
        (TorchTensor<T> left, TorchTensor<T> right) = Fit(a, b);
        using DisposeScope scope = torch.NewDisposeScope();
        return Keep(left.Value.add(Broadcast(right, left.Shape)), left.Shape);
    }

    public override Tensor<T> Subtract(Tensor<T> a, Tensor<T> b)
    {
        (TorchTensor<T> left, TorchTensor<T> right) = Fit(a, b);
        using DisposeScope scope = torch.NewDisposeScope();
        return Keep(left.Value.sub(Broadcast(right, left.Shape)), left.Shape);
    }

    public override Tensor<T> Multiply(Tensor<T> a, Tensor<T> b)
    {
        (TorchTensor<T> left, TorchTensor<T> right) = Fit(a, b);
        using DisposeScope scope = torch.NewDisposeScope();
        return Keep(left.Value.mul(Broadcast(right, left.Shape)), left.Shape);
    }

    public override Tensor<T> Divide(Tensor<T> a, Tensor<T> b)
    {
        (TorchTensor<T> left, TorchTensor<T> right) = Fit(a, b);
        using DisposeScope scope = torch.NewDisposeScope();
        return Keep(left.Value.div(Broadcast(right, left.Shape)), left.Shape);
    }

    private (TorchTensor<T> Left, TorchTensor<T> Right) Fit(Tensor<T> a, Tensor<T> b, [CallerMemberName] string operation = "")
    {
        TorchTensor<T> left = Take(a), right = Take(b);
        Shape x = left.Shape, y = right.Shape;
        ShapeCheck.Require(
            IsSame(x, y) || IsRow(x, y) || IsColumn(x, y) || y.Length == 1,
            $"a second tensor of shape {x}, one of its rows, one of its columns or [1]", y, operation);
        return (left, right);
    }

    /// <summary>b with extents that TorchSharp repeats over those of a.</summary>
    private static torch.Tensor Broadcast(TorchTensor<T> b, Shape a)
    {
        long[] ones = a.Rank switch { 1 => [1], 2 => [1, 1], _ => [1, 1, 1] };
        if (IsSame(a, b.Shape))
            return b.Value.reshape(a.Extents());
        if (b.Shape.Length == 1)
            return b.Value.reshape(ones);
        if (IsRow(a, b.Shape))
            return b.Value.reshape([.. ones[1..], a.Columns]);
        return b.Value.reshape([.. a.Extents()[..^1], 1]);
    }

    private static bool IsSame(Shape a, Shape b) => b.Length == a.Length && b.Columns == a.Columns;

    private static bool IsRow(Shape a, Shape b) => b.Rows == 1 && b.Columns == a.Columns;

    private static bool IsColumn(Shape a, Shape b) => b.Columns == 1 && b.Rows == a.Rows;
}
