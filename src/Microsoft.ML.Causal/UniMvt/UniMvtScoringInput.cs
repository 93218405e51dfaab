// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>What the scoring contract reads, under fixed names: names given at run time are not saved with a custom mapping.</summary>
internal sealed class UniMvtScoringInput
{
    internal const string FeaturesName = "__UniMvt.Features";
    internal const string CategoriesName = "__UniMvt.Categories";
    internal const string IntensityName = "__UniMvt.Intensity";

    /// <summary>The encoded weights. Never a string, which would be copied row by row.</summary>
    [ColumnName(EmbeddedModel.ColumnName)]
    public ReadOnlyMemory<char> Model { get; set; }

    /// <summary>x, one per feature.</summary>
    [ColumnName(FeaturesName)]
    public VBuffer<float> Features { get; set; }

    /// <summary>Category of each categorical column, from 1; 0 where missing. Empty without such columns.</summary>
    [ColumnName(CategoriesName)]
    public VBuffer<uint> Categories { get; set; }

    /// <summary>t, NaN where the model scores without it.</summary>
    [ColumnName(IntensityName)]
    public float Intensity { get; set; }
}
