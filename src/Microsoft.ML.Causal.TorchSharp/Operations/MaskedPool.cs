// Licensed under the MIT licence; see LICENSE in the repository root.

using TorchSharp;

namespace Microsoft.ML.Causal;

internal sealed partial class TorchTape<T>
{
    public override Tensor<T> MaskedPool(Tensor<T> x, ReadOnlySpan<T> mask, bool mean = false)
    {
        TorchTensor<T> source = Take(x);
        ShapeCheck.Require(source.Shape.Rank == 3, "x [rows,positions,width]", source.Shape);
        ShapeCheck.RequireLength(source.Shape.Rows, mask.Length, "the mask of the positions");
        (int rows, int positions, int width) = (source.Shape.D0, source.Shape.D1, source.Shape.D2);
        var scale = new T[mask.Length];
        for (int start = 0; start < scale.Length; start += positions)
        {
            T ones = T.Zero;
            foreach (T s in mask.Slice(start, positions))
                ones += s;
            for (int at = start; at < start + positions; at++)
                scale[at] = mean && ones != T.Zero ? mask[at] / ones : mask[at];
        }

        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor s3 = Values(scale, rows, positions, 1);

        // A position that does not count may hold anything, NaN as well.
        torch.Tensor counted = source.Value.masked_fill(s3.eq(0), 0);
        return Keep(counted.mul(s3).sum(1), new Shape(rows, width));             // [r,p,w] → [r,w]
    }
}
