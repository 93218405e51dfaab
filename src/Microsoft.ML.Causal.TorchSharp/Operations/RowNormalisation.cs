// Licensed under the MIT licence; see LICENSE in the repository root.

using TorchSharp;

namespace Microsoft.ML.Causal;

internal sealed partial class TorchTape<T>
{
    public override Tensor<T> Softmax(Tensor<T> x, ReadOnlySpan<T> mask = default)
    {
        TorchTensor<T> input = Take(x);
        ShapeCheck.RequireLength(input.Shape.Length, mask.Length, "the mask", mayBeEmpty: true);
        using DisposeScope scope = torch.NewDisposeScope();
        if (mask.IsEmpty)
            return Keep(input.Value.softmax(-1), input.Shape);
        torch.Tensor keep = Mask(mask, input.Shape);
        return Keep(Masked(input, keep, mask).softmax(-1).masked_fill(keep.logical_not(), 0), input.Shape);
    }

    public override Tensor<T> LogSoftmax(Tensor<T> x, ReadOnlySpan<T> mask = default)
    {
        TorchTensor<T> input = Take(x);
        ShapeCheck.RequireLength(input.Shape.Length, mask.Length, "the mask", mayBeEmpty: true);
        using DisposeScope scope = torch.NewDisposeScope();
        if (mask.IsEmpty)
            return Keep(input.Value.log_softmax(-1), input.Shape);
        torch.Tensor keep = Mask(mask, input.Shape);
        return Keep(Masked(input, keep, mask).log_softmax(-1).masked_fill(keep.logical_not(), 0), input.Shape);
    }

    public override Tensor<T> LayerNorm(Tensor<T> x, Tensor<T> weight, Tensor<T> bias, double epsilon = 1e-5)
    {
        TorchTensor<T> source = Take(x), w = Take(weight), b = Take(bias);
        int columns = source.Shape.Columns;
        ShapeCheck.Require(w.Shape.Length == columns, $"a weight [{columns}]", w.Shape);
        ShapeCheck.Require(b.Shape.Length == columns, $"a bias [{columns}]", b.Shape);
        using DisposeScope scope = torch.NewDisposeScope();
        return Keep(
            torch.nn.functional.layer_norm(source.Value, [columns], w.Value.reshape(columns), b.Value.reshape(columns), epsilon), source.Shape);
    }

    public override Tensor<T> NormaliseRows(Tensor<T> x)
    {
        TorchTensor<T> input = Take(x);
        using DisposeScope scope = torch.NewDisposeScope();
        return Keep(input.Value.div(input.Value.square().sum(-1, keepdim: true).sqrt()), input.Shape);
    }

    private torch.Tensor Mask(ReadOnlySpan<T> mask, Shape shape) => Values(mask, shape.Extents()).ne(0);

    /// <summary>x where it is kept and −∞ elsewhere; a row of which nothing is kept is all 0, because −∞ alone has no softmax.</summary>
    private torch.Tensor Masked(TorchTensor<T> x, torch.Tensor keep, ReadOnlySpan<T> mask)
    {
        var fill = new T[mask.Length];
        int columns = x.Shape.Columns;
        for (int start = 0; start < fill.Length; start += columns)
            fill.AsSpan(start, columns).Fill(mask.Slice(start, columns).ContainsAnyExcept(T.Zero) ? T.NegativeInfinity : T.Zero);
        return torch.where(keep, x.Value, Values(fill, x.Shape.Extents()));
    }
}
