// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Causal;

/// <summary>Stands in for the scoring columns that a model does without, and begins those that are gathered column by column.</summary>
internal sealed class AlmMtaAbsentColumns
{
    /// <inheritdoc cref="AlmMtaScoringInput.Keys"/>
    [ColumnName(AlmMtaScoringInput.KeysName)]
    public VBuffer<uint> Keys { get; set; }

    /// <inheritdoc cref="AlmMtaScoringInput.Length"/>
    [ColumnName(AlmMtaScoringInput.LengthName)]
    public int Length { get; set; }

    /// <inheritdoc cref="AlmMtaScoringInput.Numbers"/>
    [ColumnName(AlmMtaScoringInput.NumbersName)]
    public VBuffer<float> Numbers { get; set; }

    /// <inheritdoc cref="AlmMtaScoringInput.Cluster"/>
    [ColumnName(AlmMtaScoringInput.ClusterName)]
    public VBuffer<uint> Cluster { get; set; }

    /// <inheritdoc cref="AlmMtaScoringInput.Content"/>
    [ColumnName(AlmMtaScoringInput.ContentName)]
    public VBuffer<float> Content { get; set; }
}

/// <summary>The contract under which <see cref="AlmMtaAbsentColumns"/> is written.</summary>
[CustomMappingFactoryAttribute(ContractName)]
internal sealed class AlmMtaAbsentColumnsMapping : CustomMappingFactory<NoColumns, AlmMtaAbsentColumns>
{
    internal const string ContractName = "Microsoft.ML.Causal/AlmMtaAbsentColumns";

    /// <inheritdoc/>
    public override Action<NoColumns, AlmMtaAbsentColumns> GetMapping() => Map;

    internal static void Map(NoColumns none, AlmMtaAbsentColumns output)
    {
        output.Keys = default;
        output.Length = -1;
        output.Numbers = default;
        output.Cluster = default;
        output.Content = default;
    }
}
