// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Names of the columns that journeys have beside those of their log.</summary>
public static class JourneyColumns
{
    /// <summary>Time from the touch before to each touch, a vector of <see cref="float"/>; 0 at the first touch kept. Unit: that of the time column.</summary>
    public const string TimeSincePrevious = "TimeSincePrevious";

    /// <summary>Time from each touch to the journey's last touch, a vector of <see cref="float"/>. Unit: that of the time column.</summary>
    public const string TimeToEnd = "TimeToEnd";

    /// <summary>Number of touches kept, <see cref="int"/>.</summary>
    public const string Length = "Length";
}
