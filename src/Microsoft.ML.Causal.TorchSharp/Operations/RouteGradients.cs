// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using TorchSharp;

namespace Microsoft.ML.Causal;

internal sealed partial class TorchTape<T>
{
    public override Tensor<T> RouteGradients(Tensor<T> x, int readers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(readers, 1);
        TorchTensor<T> source = Take(x);
        ShapeCheck.Require(source.Shape.Rank == 2, "a matrix of rows", source.Shape);
        using DisposeScope scope = torch.NewDisposeScope();
        IList<torch.Tensor> copies = [.. Enumerable.Repeat(source.Value.detach(), readers)];
        torch.Tensor value = torch.cat(copies, 1);                               // [n,readers·c]
        bool flows = Training && source.Value.requires_grad;
        TorchTensor<T> result = Keep(flows ? value.requires_grad_() : value, new Shape(source.Shape.D0, readers * source.Shape.D1));
        if (flows)
            _routes.Add(new(source, result.Value, readers));
        return result;
    }

    /// <summary>Σ_k (g_k − min(0, g_k·g_0)/‖g_0‖² g_0) + g_0, row by row, of the readers' gradients g side by side.</summary>
    private static torch.Tensor Route(torch.Tensor upstream, int readers)
    {
        torch.Tensor g = upstream.reshape(upstream.shape[0], readers, -1);       // [n,readers,c]
        torch.Tensor main = g.narrow(1, 0, 1);                                   // [n,1,c]
        torch.Tensor stakes = g.mul(main).sum(2, keepdim: true);                 // [n,readers,1]
        torch.Tensor conflict = stakes.clamp_max(0).sum(1, keepdim: true);       // [n,1,1]; the main reader's own stake is ≥ 0

        // Without a conflict nothing is divided: the main gradient may be 0 there.
        torch.Tensor share = torch.where(conflict.lt(0), conflict.div(stakes.narrow(1, 0, 1)), conflict);
        return g.sum(1).sub(main.mul(share).reshape(upstream.shape[0], -1));
    }

    /// <summary>A place where TorchSharp's graph is cut.</summary>
    /// <param name="Source">x, [n,c].</param>
    /// <param name="Readers">Its copies, a leaf, [n,readers·c].</param>
    /// <param name="Count">Number of readers.</param>
    private sealed record RoutedGradient(TorchTensor<T> Source, torch.Tensor Readers, int Count);
}
