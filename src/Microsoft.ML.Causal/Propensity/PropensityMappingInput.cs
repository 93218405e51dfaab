// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>What the propensity contract reads, under fixed names: names given at run time are not saved with a custom mapping.</summary>
internal class PropensityMappingInput
{
    internal const string FeaturesName = "__Propensity.Features";
    internal const string FoldsName = "__Propensity.ByFold";
    internal const string TreatmentName = "__Propensity.Treatment";

    /// <summary>The encoded settings.</summary>
    [ColumnName(EmbeddedModel.ColumnName)]
    public ReadOnlyMemory<char> Model { get; set; }

    /// <summary>x, to tell the fold.</summary>
    [ColumnName(FeaturesName)]
    public VBuffer<float> Features { get; set; }

    /// <summary>P(w = 1 | x) of each fold's model.</summary>
    [ColumnName(FoldsName)]
    public VBuffer<float> ByFold { get; set; }
}

/// <summary>What the contract reads where it gives weights as well.</summary>
internal sealed class PropensityWeightMappingInput : PropensityMappingInput
{
    /// <summary>w.</summary>
    [ColumnName(TreatmentName)]
    public bool Treatment { get; set; }
}
