// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Samples;

/// <summary>What the log with basic fields has of a sequence's touches.</summary>
internal sealed class CriteoBasicTouches
{
    /// <summary>Seconds since the touch before.</summary>
    [VectorType]
    public VBuffer<float> TimeSincePrevious { get; set; }

    /// <summary>Seconds to the last touch.</summary>
    [VectorType]
    public VBuffer<float> TimeToEnd { get; set; }

    /// <summary>Campaign of each touch.</summary>
    [ColumnName(CriteoJourneys.Campaign), VectorType]
    public VBuffer<ReadOnlyMemory<char>> Campaigns { get; set; }
}

/// <summary>What a model is given of them.</summary>
internal sealed class CriteoBasicFeatures
{
    /// <summary>log(1 + hours since the touch before).</summary>
    [VectorType]
    public VBuffer<float> LogSincePrevious { get; set; }

    /// <summary>log(1 + hours to the last touch).</summary>
    [VectorType]
    public VBuffer<float> LogToEnd { get; set; }

    /// <summary>Campaign of the last touch.</summary>
    public ReadOnlyMemory<char> LastCampaign { get; set; }

    public static void Map(CriteoBasicTouches touches, CriteoBasicFeatures features)
    {
        features.LogSincePrevious = CriteoLogarithms.OfHours(touches.TimeSincePrevious);
        features.LogToEnd = CriteoLogarithms.OfHours(touches.TimeToEnd);
        features.LastCampaign = touches.Campaigns.Length > 0 ? touches.Campaigns.GetItemOrDefault(touches.Campaigns.Length - 1) : default;
    }
}
