// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Causal;

/// <summary>The keys of one touch column, and those of the columns before it.</summary>
internal sealed class AlmMtaKey
{
    internal const string ColumnName = "__AlmMta.Key";

    /// <summary>Keys of this column, from 1; 0 where missing.</summary>
    [ColumnName(ColumnName)]
    public VBuffer<uint> Key { get; set; }

    /// <inheritdoc cref="AlmMtaScoringInput.Keys"/>
    [ColumnName(AlmMtaScoringInput.KeysName)]
    public VBuffer<uint> Keys { get; set; }

    /// <inheritdoc cref="AlmMtaScoringInput.Length"/>
    [ColumnName(AlmMtaScoringInput.LengthName)]
    public int Length { get; set; }
}

/// <summary>The keys of all columns so far.</summary>
internal sealed class AlmMtaKeys
{
    /// <inheritdoc cref="AlmMtaScoringInput.Keys"/>
    [ColumnName(AlmMtaScoringInput.KeysName)]
    public VBuffer<uint> Keys { get; set; }

    /// <inheritdoc cref="AlmMtaScoringInput.Length"/>
    [ColumnName(AlmMtaScoringInput.LengthName)]
    public int Length { get; set; }
}

/// <summary>The contract that gathers key columns one by one: ML.NET does not concatenate keys of different counts.</summary>
[CustomMappingFactoryAttribute(ContractName)]
internal sealed class AlmMtaKeyAppend : CustomMappingFactory<AlmMtaKey, AlmMtaKeys>
{
    internal const string ContractName = "Microsoft.ML.Causal/AlmMtaKeyAppend";

    /// <inheritdoc/>
    public override Action<AlmMtaKey, AlmMtaKeys> GetMapping() => Map;

    internal static void Map(AlmMtaKey input, AlmMtaKeys output)
    {
        VBuffer<uint> before = input.Keys, next = input.Key, all = output.Keys;
        if (input.Length >= 0 && next.Length != input.Length)
            throw AlmMtaNumberAppend.Uneven("key", before.Length, input.Length, next.Length);
        VBufferEditor<uint> editor = VBufferEditor.Create(ref all, before.Length + next.Length);
        before.CopyTo(editor.Values);
        next.CopyTo(editor.Values[before.Length..]);
        output.Keys = editor.Commit();
        output.Length = next.Length;
    }
}
