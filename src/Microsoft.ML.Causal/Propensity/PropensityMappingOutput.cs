// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>What the propensity contract writes.</summary>
internal class PropensityMappingOutput
{
    internal const string PropensityName = "__Propensity.Value";
    internal const string WeightName = "__Propensity.Weight";

    /// <summary>e(x), clipped.</summary>
    [ColumnName(PropensityName)]
    public float Propensity { get; set; }
}

/// <summary>What the contract writes where it gives weights as well.</summary>
internal sealed class PropensityWeightMappingOutput : PropensityMappingOutput
{
    /// <summary>The row's weight.</summary>
    [ColumnName(WeightName)]
    public float Weight { get; set; }
}
