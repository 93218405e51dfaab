// Licensed under the MIT licence; see LICENSE in the repository root.

using TorchSharp;

namespace Microsoft.ML.Causal;

internal sealed partial class TorchTape<T>
{
    public override Tensor<T> WeightedSum(Tensor<T> x, ReadOnlySpan<T> weights, double divisor)
    {
        TorchTensor<T> input = Take(x);
        ShapeCheck.RequireLength(input.Shape.Length, weights.Length, "the weights", mayBeEmpty: true);
        using DisposeScope scope = torch.NewDisposeScope();
        return Keep(
            weights.IsEmpty ? Total(input.Value, divisor) : Total(input.Value, Values(weights, input.Shape.Extents()), divisor), new Shape(1));
    }

    public override Tensor<T> BinaryCrossEntropyWithLogits(
        Tensor<T> logits, ReadOnlySpan<T> target, ReadOnlySpan<T> weight, double divisor)
    {
        TorchTensor<T> input = Take(logits);
        ShapeCheck.RequireLength(input.Shape.Length, target.Length, "the target");
        ShapeCheck.RequireLength(input.Shape.Length, weight.Length, "the weight", mayBeEmpty: true);
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor z = input.Value.reshape(-1), y = Values(target, target.Length);
        if (weight.IsEmpty)
            return Keep(Total(Softplus(z).sub(z.mul(y)), divisor), new Shape(1));

        // A row that does not count may hold anything.
        torch.Tensor w = Values(weight, weight.Length);
        z = z.masked_fill(w.eq(0), 0);
        return Keep(Total(Softplus(z).sub(z.mul(y)).mul(w), divisor), new Shape(1));
    }

    public override Tensor<T> BinaryCrossEntropy(
        Tensor<T> probability, ReadOnlySpan<T> target, ReadOnlySpan<T> weight, double divisor)
    {
        TorchTensor<T> input = Take(probability);
        ShapeCheck.RequireLength(input.Shape.Length, target.Length, "the target");
        ShapeCheck.RequireLength(input.Shape.Length, weight.Length, "the weight", mayBeEmpty: true);
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor p = input.Value.reshape(-1), y = Values(target, target.Length), other = y.neg().add(1);
        torch.Tensor? w = weight.IsEmpty ? null : Values(weight, weight.Length);

        // Each half is left out where its label is 0, so that 0·log 0 counts as 0; and a row that does not count may hold anything.
        torch.Tensor skip = y.eq(0), skipOther = other.eq(0);
        if (w is not null)
            (skip, skipOther) = (skip.logical_or(w.eq(0)), skipOther.logical_or(w.eq(0)));
        torch.Tensor log = p.masked_fill(skip, 1).log(), logOther = p.neg().add(1).masked_fill(skipOther, 1).log();
        torch.Tensor loss = y.mul(log).add(other.mul(logOther)).neg();
        return Keep(Total(w is null ? loss : loss.mul(w), divisor), new Shape(1));
    }

    public override Tensor<T> CrossEntropy(Tensor<T> logits, ReadOnlySpan<int> target, ReadOnlySpan<T> weight, double divisor)
    {
        TorchTensor<T> input = Take(logits);
        int rows = input.Shape.Rows, columns = input.Shape.Columns;
        ShapeCheck.RequireLength(rows, target.Length, "the target");
        ShapeCheck.RequireLength(rows, weight.Length, "the weight", mayBeEmpty: true);
        var known = new int[rows];
        for (int r = 0; r < rows; r++)
        {
            if (!weight.IsEmpty && weight[r] == T.Zero)
                continue;
            if ((uint)target[r] >= (uint)columns)
                throw new ArgumentException($"CrossEntropy expects targets from 0 to {columns - 1}; that of row {r} is outside.");
            known[r] = target[r];
        }

        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor x = Matrix(input);
        torch.Tensor? w = weight.IsEmpty ? null : Values(weight, rows, 1);
        if (w is not null)
            x = x.masked_fill(w.eq(0), 0);
        torch.Tensor loss = x.log_softmax(1).gather(1, TensorTransfer.Create(known, _device).reshape(rows, 1)).neg();    // [n,1]
        return Keep(w is null ? Total(loss, divisor) : Total(loss, w, divisor), new Shape(1));
    }
}
