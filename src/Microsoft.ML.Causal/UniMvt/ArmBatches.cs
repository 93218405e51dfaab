// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>Deals the rows of one arm over the steps of an epoch, so that every step has the same share of both arms.</summary>
/// <typeparam name="T">Element type.</typeparam>
internal sealed class ArmBatches<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int[] _order;
    private readonly int _steps;
    private readonly RandomStream _random;
    private readonly UniMvtBatch<T> _batch;

    /// <summary>Deals rows of <paramref name="arm"/> over <paramref name="steps"/>, shuffled by <paramref name="random"/>.</summary>
    public ArmBatches(UniMvtArm<T> arm, int steps, RandomStream random)
    {
        _order = [.. Enumerable.Range(0, arm.Rows)];
        _steps = steps;
        _random = random;
        _batch = new(arm, arm.Rows / steps + 1);
    }

    /// <summary>Begins an epoch.</summary>
    public void Shuffle() => _random.Shuffle(_order.AsSpan());

    /// <summary>The rows of a step; the same buffers each time.</summary>
    public UniMvtBatch<T> Batch(int step)
    {
        int start = (int)((long)_order.Length * step / _steps), end = (int)((long)_order.Length * (step + 1) / _steps);
        _batch.Gather(_order.AsSpan(start, end - start));
        return _batch;
    }
}
