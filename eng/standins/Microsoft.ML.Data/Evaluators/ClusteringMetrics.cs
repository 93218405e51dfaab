// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>How tight and how telling clusters are.</summary>
public sealed class ClusteringMetrics
{
    internal ClusteringMetrics(double averageDistance, double daviesBouldinIndex, double normalizedMutualInformation)
    {
        AverageDistance = averageDistance;
        DaviesBouldinIndex = daviesBouldinIndex;
        NormalizedMutualInformation = normalizedMutualInformation;
    }

    /// <summary>NaN unless there was a label.</summary>
    public double NormalizedMutualInformation { get; }

    public double AverageDistance { get; }

    /// <summary>0 unless there were features.</summary>
    public double DaviesBouldinIndex { get; }
}
