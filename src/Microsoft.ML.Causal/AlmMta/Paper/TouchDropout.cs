// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Hides touches in training, so that journeys with deleted touches, and without any, are nothing new to the network.</summary>
internal static class TouchDropout
{
    /// <summary>Masks whole journeys with a third of the share, and single touches so that about the share is hidden in all.</summary>
    /// <param name="batch">Its mask changes.</param>
    /// <param name="share">Share of touches to hide.</param>
    /// <param name="random">Draws.</param>
    public static void Apply(TowerBatch<float> batch, double share, RandomStream random)
    {
        if (share == 0)
            return;
        Span<float> mask = batch.Mask;
        double whole = share / 3, single = (share - whole) / (1 - whole);
        for (int r = 0; r < batch.Rows; r++)
        {
            bool hidden = random.NextDouble() < whole;
            for (int j = 0; j < batch.Lengths[r]; j++)
            {
                if (hidden || random.NextDouble() < single)
                    mask[r * batch.Longest + j] = 0;
            }
        }
    }
}
