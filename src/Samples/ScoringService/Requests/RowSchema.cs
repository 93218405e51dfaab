// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;
using Microsoft.OpenApi;

namespace Microsoft.ML.Causal.ScoringService;

/// <summary>Describes in the OpenAPI document what the model that is loaded reads.</summary>
internal static class RowSchema
{
    public static void Describe(OpenApiOperation operation, ModelFile file)
    {
        OpenApiSchema row = Row(file.Served?.Columns ?? []);
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Description = file.Served is { } model ? $"The columns of model {model.Fingerprint}." : "The model is not loaded yet, so its columns are not known.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new() { Schema = new OpenApiSchema { OneOf = [row, new OpenApiSchema { Type = JsonSchemaType.Array, Items = row }] } },
            },
        };
    }

    private static OpenApiSchema Row(IReadOnlyList<ModelColumn> columns) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = columns.ToDictionary(column => column.Name, column => (IOpenApiSchema)Column(column)),
        Required = columns.Select(column => column.Name).ToHashSet(),
        AdditionalPropertiesAllowed = false,
    };

    private static OpenApiSchema Column(ModelColumn column)
    {
        OpenApiSchema entry = column.Kind switch
        {
            ColumnKind.Number => new() { Type = JsonSchemaType.Number | JsonSchemaType.Null, Format = "float" },
            ColumnKind.Truth => new() { Type = JsonSchemaType.Boolean },
            ColumnKind.Key => new() { Type = JsonSchemaType.Integer, Minimum = "0", Maximum = column.Keys.ToString(CultureInfo.InvariantCulture) },
            _ => new() { Type = JsonSchemaType.String },
        };
        return column.IsList
            ? new()
            {
                Type = JsonSchemaType.Array,
                Items = entry,
                MinItems = column.Length,
                MaxItems = column.Length,
                Description = column.IsByTouch ? "Entries of touches, oldest first." : null,
            }
            : entry;
    }
}
