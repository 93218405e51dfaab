// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Samples;

/// <summary>Times and worth of a sequence's touches as the log has them: over many powers of ten.</summary>
internal sealed class CriteoTimes
{
    /// <summary>Seconds since the touch before.</summary>
    [VectorType]
    public VBuffer<float> TimeSincePrevious { get; set; }

    /// <summary>Seconds to the last touch.</summary>
    [VectorType]
    public VBuffer<float> TimeToEnd { get; set; }

    /// <summary>What a sale is worth to the advertiser, as the log has transformed it.</summary>
    [ColumnName("cpo"), VectorType]
    public VBuffer<float> Worth { get; set; }
}
