// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Causal;

/// <summary>The numbers of one touch column, and those of the columns before it.</summary>
internal sealed class AlmMtaNumber
{
    internal const string ColumnName = "__AlmMta.Number";

    /// <summary>Numbers of this column.</summary>
    [ColumnName(ColumnName)]
    public VBuffer<float> Number { get; set; }

    /// <inheritdoc cref="AlmMtaScoringInput.Numbers"/>
    [ColumnName(AlmMtaScoringInput.NumbersName)]
    public VBuffer<float> Numbers { get; set; }

    /// <inheritdoc cref="AlmMtaScoringInput.Length"/>
    [ColumnName(AlmMtaScoringInput.LengthName)]
    public int Length { get; set; }
}

/// <summary>The numbers of all columns so far.</summary>
internal sealed class AlmMtaNumbers
{
    /// <inheritdoc cref="AlmMtaScoringInput.Numbers"/>
    [ColumnName(AlmMtaScoringInput.NumbersName)]
    public VBuffer<float> Numbers { get; set; }
}

/// <summary>The contract that gathers numeric touch columns one by one, each as long as the journey.</summary>
[CustomMappingFactoryAttribute(ContractName)]
internal sealed class AlmMtaNumberAppend : CustomMappingFactory<AlmMtaNumber, AlmMtaNumbers>
{
    internal const string ContractName = "Microsoft.ML.Causal/AlmMtaNumberAppend";

    /// <inheritdoc/>
    public override Action<AlmMtaNumber, AlmMtaNumbers> GetMapping() => Map;

    internal static void Map(AlmMtaNumber input, AlmMtaNumbers output)
    {
        VBuffer<float> before = input.Numbers, next = input.Number, all = output.Numbers;
        if (next.Length != input.Length)
            throw Uneven("numeric", before.Length, input.Length, next.Length);
        VBufferEditor<float> editor = VBufferEditor.Create(ref all, before.Length + next.Length);
        before.CopyTo(editor.Values);
        next.CopyTo(editor.Values[before.Length..]);
        output.Numbers = editor.Commit();
    }

    /// <summary>The error for a column of another length; a mapping in a model file does not know the column's own name.</summary>
    internal static InvalidOperationException Uneven(string role, int before, int expected, int found) => new(
        $"The {role} touch column number {(expected == 0 ? 1 : before / expected) + 1} has {found} touches in a row whose first key column has {expected}; "
        + "touch columns of a row must be of one length.");
}
