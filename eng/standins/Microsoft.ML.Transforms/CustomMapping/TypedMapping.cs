// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace Microsoft.ML.Transforms;

/// <summary>The columns that a custom mapping reads and adds.</summary>
internal sealed class TypedMapping
{
    private readonly IHostEnvironment _env;
    private readonly TypedColumn[] _inputs;
    private readonly TypedColumn[] _outputs;

    public TypedMapping(
        IHostEnvironment env, Type source, SchemaDefinition sourceDefinition, Type result, SchemaDefinition resultDefinition)
    {
        _env = env;
        _inputs = TypedColumn.Of(source, sourceDefinition, SchemaDefinition.Direction.Both);
        _outputs = TypedColumn.Of(result, resultDefinition, SchemaDefinition.Direction.Write);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        _env.CheckValue(inputSchema, nameof(inputSchema));
        foreach (TypedColumn required in _inputs)
        {
            if (!inputSchema.TryFindColumn(required.Name, out SchemaShape.Column column))
                throw _env.ExceptSchemaMismatch(nameof(inputSchema), "input", required.Name);
            if (!Suits(SchemaShape.Column.Of(required.Name, required.Type), column))
                throw _env.ExceptSchemaMismatch(nameof(inputSchema), "input", required.Name, $"{required.Type}", column.GetTypeString());
        }

        return inputSchema.With(_outputs.Select(c => SchemaShape.Column.Of(c.Name, c.Type, SchemaShape.Create(c.Annotations.Schema))));
    }

    // A vector member without a size takes vectors of any size.
    private static bool Suits(SchemaShape.Column required, SchemaShape.Column column) =>
        required.ItemType.Equals(column.ItemType) && required.IsKey == column.IsKey
        && (required.Kind == column.Kind || (required.Kind == VectorKind.VariableVector && column.Kind == VectorKind.Vector));
}
