// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Joins scalars and vectors of one item type into one vector.</summary>
public sealed class ColumnConcatenatingTransformer : RowToRowTransformerBase
{
    private readonly string _name;
    private readonly string[] _sources;

    internal ColumnConcatenatingTransformer(IHostEnvironment env, string name, string[] sources)
        : base(env.Register(nameof(ColumnConcatenatingTransformer)))
    {
        _name = name;
        _sources = sources;
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema)
    {
        DataViewSchema.Column[] columns = [.. _sources.Select(name => schema.GetColumnOrNull(name)
            ?? throw Host.ExceptSchemaMismatch("inputSchema", "input", name))];
        PrimitiveDataViewType itemType = columns[0].Type.GetItemType();
        foreach (DataViewSchema.Column column in columns)
        {
            if (column.Type.GetItemType() is not { } type || !type.Equals(itemType))
                throw Host.ExceptSchemaMismatch(
                    "inputSchema", "input", column.Name, $"{itemType}", $"{column.Type.GetItemType() ?? column.Type}");
        }

        return new ConcatenatingMapper(schema, _name, columns);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(ColumnConcatenatingTransformer));
        ctx.Writer.Write(_name);
        ctx.Writer.WriteStrings(_sources);
    }

    private static ColumnConcatenatingTransformer Load(IHostEnvironment env, ModelLoadContext ctx) =>
        new(env, ctx.Reader.ReadString(), ctx.Reader.ReadStrings());
}
