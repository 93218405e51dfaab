// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Samples;

/// <summary>The same as logarithms, which models can add up.</summary>
internal sealed class CriteoLogarithms
{
    /// <summary>log(1 + hours since the touch before).</summary>
    [VectorType]
    public VBuffer<float> LogSincePrevious { get; set; }

    /// <summary>log(1 + hours to the last touch).</summary>
    [VectorType]
    public VBuffer<float> LogToEnd { get; set; }

    /// <summary>log of what a sale is worth.</summary>
    [VectorType]
    public VBuffer<float> LogWorth { get; set; }

    /// <summary>Mean of the same over the sequence.</summary>
    public float MeanLogWorth { get; set; }

    public static void Map(CriteoTimes times, CriteoLogarithms logarithms)
    {
        logarithms.LogSincePrevious = OfHours(times.TimeSincePrevious);
        logarithms.LogToEnd = OfHours(times.TimeToEnd);
        logarithms.LogWorth = Each(times.Worth, worth => MathF.Log(1e-6f + worth));
        logarithms.MeanLogWorth = logarithms.LogWorth.DenseValues().DefaultIfEmpty(0).Average();
    }

    /// <summary>log(1 + hours) of seconds.</summary>
    public static VBuffer<float> OfHours(VBuffer<float> seconds) => Each(seconds, value => MathF.Log(1 + value / 3600));

    private static VBuffer<float> Each(VBuffer<float> values, Func<float, float> function)
    {
        float[] mapped = [.. values.DenseValues().Select(function)];
        return new VBuffer<float>(mapped.Length, mapped);
    }
}
