// Licensed under the MIT licence; see LICENSE in the repository root.

using TorchSharp;

namespace Microsoft.ML.Causal;

internal sealed partial class TorchTape<T>
{
    public override Tensor<T> PeriodicEncoding(Tensor<T> z, Tensor<T> frequencies, Tensor<T> weight, Tensor<T> bias)
    {
        TorchTensor<T> x = Take(z), c = Take(frequencies), w = Take(weight), b = Take(bias);
        int n = x.Shape.Rows, d = x.Shape.Columns, waves = c.Shape.Columns;
        ShapeCheck.Require(!x.Value.requires_grad, "features that need no gradient (a constant or a detached tensor)", x.Shape);
        ShapeCheck.Require(c.Shape.Rank == 2 && c.Shape.Rows == d, $"frequencies [{d},K]", c.Shape);
        ShapeCheck.Require(
            w.Shape.Rank == 3 && w.Shape.D0 == d && w.Shape.D2 == 2 * waves + 1, $"a weight [{d},e,{2 * waves + 1}]", w.Shape);
        int width = w.Shape.D1;
        ShapeCheck.Require(b.Shape.Length == d * width, $"a bias [{d * width}]", b.Shape);
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor features = Matrix(x).transpose(0, 1).unsqueeze(2);                      // [d,n,1]

        // Half turns, from −1 to 1: whole turns are taken off where that is exact, before π comes in.
        torch.Tensor turns = features.mul(c.Value.mul(2).unsqueeze(1));                      // [d,n,K]
        torch.Tensor angle = turns.sub(turns.detach().mul(0.5).round().mul(2)).mul(Math.PI);
        IList<torch.Tensor> parts = [angle.sin(), angle.cos(), features];
        torch.Tensor f = torch.cat(parts, 2);                                                // [d,n,2K+1]
        torch.Tensor y = f.bmm(w.Value.transpose(1, 2)).add(b.Value.reshape(d, 1, width));   // [d,n,e]
        return Keep(y.relu().transpose(0, 1).reshape(n, d * width), new Shape(n, d * width));
    }
}
