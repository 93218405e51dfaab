// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Causal;

/// <summary>Stands in for the scoring columns that a model does without: no category, no intensity.</summary>
internal sealed class UniMvtAbsentColumns
{
    /// <inheritdoc cref="UniMvtScoringInput.Categories"/>
    [ColumnName(UniMvtScoringInput.CategoriesName)]
    public VBuffer<uint> Categories { get; set; }

    /// <inheritdoc cref="UniMvtScoringInput.Intensity"/>
    [ColumnName(UniMvtScoringInput.IntensityName)]
    public float Intensity { get; set; }
}

/// <summary>The contract under which <see cref="UniMvtAbsentColumns"/> is written.</summary>
[CustomMappingFactoryAttribute(ContractName)]
internal sealed class UniMvtAbsentColumnsMapping : CustomMappingFactory<NoColumns, UniMvtAbsentColumns>
{
    internal const string ContractName = "Microsoft.ML.Causal/UniMvtAbsentColumns";

    /// <inheritdoc/>
    public override Action<NoColumns, UniMvtAbsentColumns> GetMapping() => Map;

    internal static void Map(NoColumns none, UniMvtAbsentColumns output)
    {
        output.Categories = default;
        output.Intensity = float.NaN;
    }
}
