// Licensed under the MIT licence; see LICENSE in the repository root.

using TorchSharp;

namespace Microsoft.ML.Causal;

internal sealed partial class TorchTape<T>
{
    public override Tensor<T> Mixture(ReadOnlySpan<Tensor<T>> experts, Tensor<T> gate, ReadOnlySpan<bool> trains)
    {
        TorchTensor<T> g = Take(gate);
        ShapeCheck.RequireLength(g.Shape.Columns, trains.Length, "which experts train");
        int count = g.Shape.Columns, columns = 0;
        foreach (Tensor<T> part in experts)
            columns += part.Shape.Columns;
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor weights = Matrix(g).unsqueeze(2);                           // [n,k,1]
        torch.Tensor? sum = null;
        int start = 0, width = 0;
        foreach (Tensor<T> expert in experts)
        {
            TorchTensor<T> part = Take(expert);
            ShapeCheck.Require(count > 0 && columns % count == 0, $"experts of {count}·w columns in all", part.Shape);
            width = columns / count;
            ShapeCheck.Require(width > 0 && part.Shape.Columns % width == 0, $"experts [n,k·{width}]", part.Shape);
            ShapeCheck.Require(part.Shape.Rows == g.Shape.Rows, $"experts of {g.Shape.Rows} rows", part.Shape);
            int here = part.Shape.Columns / width;
            torch.Tensor values = Trained(part.Value.reshape(part.Shape.Rows, here, width), trains.Slice(start, here));
            torch.Tensor term = values.mul(weights.narrow(1, start, here)).sum(1);           // [n,k_p,w] → [n,w]
            sum = sum is null ? term : sum.add(term);
            start += here;
        }

        return Keep(sum ?? torch.zeros((long[])[g.Shape.Rows, 0], _type, _device), new Shape(g.Shape.Rows, width));
    }

    /// <summary>The experts, [n,k,w], without the gradient of those that do not train.</summary>
    private torch.Tensor Trained(torch.Tensor experts, ReadOnlySpan<bool> trains)
    {
        if (!trains.Contains(false))
            return experts;
        if (!trains.Contains(true))
            return experts.detach();
        var mask = new T[trains.Length];
        for (int k = 0; k < mask.Length; k++)
            mask[k] = trains[k] ? T.One : T.Zero;
        return torch.where(Values(mask, 1, mask.Length, 1).ne(0), experts, experts.detach());
    }
}
