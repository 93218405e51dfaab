// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Turns an effect into the share of training touches with a lower one: a score on [0, 1] that thresholds can be put on.</summary>
/// <remarks>
/// A threshold on a probability difference depends on base rates and lengths; the rank does not, and says at once how many touches
/// pass. Between the stored quantiles it is linear, outside of them it is 0 or 1.
/// </remarks>
internal sealed class UpliftRank
{
    /// <summary>Name of the quantiles among a model's arrays.</summary>
    public const string ArrayName = "score.quantiles";

    // A power of two and one: steps of 1/256 are finer than any threshold in use.
    private const int Knots = 257;

    private readonly float[] _quantiles;

    /// <summary>Takes quantiles at equal steps from the smallest to the largest, at least 2.</summary>
    public UpliftRank(float[] quantiles) => _quantiles = quantiles;

    /// <summary>Quantiles of the effects of training touches; <paramref name="effects"/> is sorted in place. One value gives a step.</summary>
    public static float[] Measure(Span<float> effects)
    {
        var quantiles = new float[Knots];
        if (effects.IsEmpty)
            return quantiles;
        effects.Sort();
        for (int k = 0; k < Knots; k++)
        {
            double position = (double)k / (Knots - 1) * (effects.Length - 1);
            int below = (int)position, above = Math.Min(below + 1, effects.Length - 1);
            quantiles[k] = effects[below] + (float)(position - below) * (effects[above] - effects[below]);
        }

        return quantiles;
    }

    /// <summary>The rank of an effect.</summary>
    public float Of(float effect)
    {
        if (!(effect > _quantiles[0]))
            return 0;
        int low = 0, high = _quantiles.Length - 1;
        if (effect >= _quantiles[high])
            return 1;
        while (high - low > 1)
        {
            int middle = (low + high) >>> 1;
            if (_quantiles[middle] <= effect)
                low = middle;
            else
                high = middle;
        }

        float width = _quantiles[high] - _quantiles[low];
        return (low + (width > 0 ? (effect - _quantiles[low]) / width : 0)) / (_quantiles.Length - 1);
    }
}
