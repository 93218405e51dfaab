// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Buffers;
using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>InfoNCE (van den Oord et al. 2018): each anchor finds its own key among others.</summary>
/// <remarks>
/// <code>L = −(1/n) Σ_i log softmax_k(â_i·k̂_k / t)[i],   â and k̂ of length 1</code>
/// Three sets of keys: those of the batch; the batch's and a queue's; or, as in momentum contrast (He et al. 2020), the anchor's own
/// key from a slowly moving encoder against a queue alone. Unit: nats per anchor.
/// </remarks>
internal static class InfoNceLoss
{
    /// <summary>The keys of the batch, with gradient; anchor i belongs to key i.</summary>
    /// <param name="tape">Records.</param>
    /// <param name="anchor">[n,w], not normalised.</param>
    /// <param name="positive">[n,w], not normalised.</param>
    /// <param name="temperature">t.</param>
    public static Tensor<T> InBatch<T>(Tape<T> tape, Tensor<T> anchor, Tensor<T> positive, double temperature)
        where T : unmanaged, IFloatingPointIeee754<T> => WithQueue(tape, anchor, positive, default, temperature);

    /// <summary>The keys of the batch, with gradient, and further negatives.</summary>
    /// <param name="tape">Records.</param>
    /// <param name="anchor">[n,w], not normalised.</param>
    /// <param name="positive">[n,w], not normalised.</param>
    /// <param name="queue">Keys of length 1, [q,w], used as they are; may be empty.</param>
    /// <param name="temperature">t.</param>
    public static Tensor<T> WithQueue<T>(Tape<T> tape, Tensor<T> anchor, Tensor<T> positive, ReadOnlySpan<T> queue, double temperature)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Tensor<T> a = tape.NormaliseRows(anchor);                                                           // [n,w]
        Tensor<T> own = tape.MatMul(a, tape.NormaliseRows(positive), transposeB: true);                     // [n,n]
        return Loss(tape, a, own, queue, temperature, targetStep: 1);
    }

    /// <summary>The anchor's own key, without gradient, against a queue.</summary>
    /// <param name="tape">Records.</param>
    /// <param name="anchor">[n,w], not normalised.</param>
    /// <param name="key">Keys of the momentum encoder, [n,w], not normalised.</param>
    /// <param name="queue">Keys of length 1, [q,w].</param>
    /// <param name="temperature">t.</param>
    public static Tensor<T> Momentum<T>(Tape<T> tape, Tensor<T> anchor, ReadOnlySpan<T> key, ReadOnlySpan<T> queue, double temperature)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int width = anchor.Shape.Columns;
        Tensor<T> a = tape.NormaliseRows(anchor);                                                           // [n,w]
        Tensor<T> products = tape.Multiply(a, tape.NormaliseRows(tape.Constant(key, anchor.Shape)));        // [n,w]
        Span<T> ones = stackalloc T[width];
        ones.Fill(T.One);
        Tensor<T> own = tape.MatMul(products, tape.Constant(ones, new Shape(width, 1)));                    // [n,1]
        return Loss(tape, a, own, queue, temperature, targetStep: 0);
    }

    /// <summary>The loss of anchor i against column i·<paramref name="targetStep"/>.</summary>
    private static Tensor<T> Loss<T>(Tape<T> tape, Tensor<T> anchor, Tensor<T> own, ReadOnlySpan<T> queue, double temperature, int targetStep)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Tensor<T> products = own;
        if (!queue.IsEmpty)
        {
            int width = anchor.Shape.Columns;
            Tensor<T> keys = tape.Constant(queue, new Shape(queue.Length / width, width));                  // [q,w]
            products = tape.Concat([own, tape.MatMul(anchor, keys, transposeB: true)]);                     // [n,·+q]
        }

        int anchors = anchor.Shape.Rows;
        int[] target = ArrayPool<int>.Shared.Rent(anchors);
        for (int i = 0; i < anchors; i++)
            target[i] = i * targetStep;
        Tensor<T> loss = tape.CrossEntropy(tape.Affine(products, 1 / temperature, 0), target.AsSpan(0, anchors), default, anchors);
        ArrayPool<int>.Shared.Return(target);
        return loss;
    }
}
