// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Causal;

/// <summary>The keys of one categorical column, and those of the columns before it.</summary>
internal sealed class UniMvtCategory
{
    internal const string ColumnName = "__UniMvt.Category";

    /// <summary>Keys of this column, from 1; 0 where missing.</summary>
    [ColumnName(ColumnName)]
    public VBuffer<uint> Category { get; set; }

    /// <inheritdoc cref="UniMvtScoringInput.Categories"/>
    [ColumnName(UniMvtScoringInput.CategoriesName)]
    public VBuffer<uint> Categories { get; set; }
}

/// <summary>The keys of all columns so far.</summary>
internal sealed class UniMvtCategories
{
    /// <inheritdoc cref="UniMvtScoringInput.Categories"/>
    [ColumnName(UniMvtScoringInput.CategoriesName)]
    public VBuffer<uint> Categories { get; set; }
}

/// <summary>The contract that gathers categorical columns one by one: ML.NET does not concatenate keys of different counts.</summary>
[CustomMappingFactoryAttribute(ContractName)]
internal sealed class UniMvtCategoryAppend : CustomMappingFactory<UniMvtCategory, UniMvtCategories>
{
    internal const string ContractName = "Microsoft.ML.Causal/UniMvtCategoryAppend";

    /// <inheritdoc/>
    public override Action<UniMvtCategory, UniMvtCategories> GetMapping() => Map;

    internal static void Map(UniMvtCategory input, UniMvtCategories output)
    {
        VBuffer<uint> before = input.Categories, next = input.Category, all = output.Categories;
        VBufferEditor<uint> editor = VBufferEditor.Create(ref all, before.Length + next.Length);
        before.CopyTo(editor.Values);
        next.CopyTo(editor.Values[before.Length..]);
        output.Categories = editor.Commit();
    }
}
