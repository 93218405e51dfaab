// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Kinds = Microsoft.ML.Data.AnnotationUtils.Kinds;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace Microsoft.ML.Transforms;

/// <summary>Estimator of <see cref="ColumnConcatenatingTransformer"/>.</summary>
public sealed class ColumnConcatenatingEstimator : IEstimator<ColumnConcatenatingTransformer>
{
    private readonly IHost _host;
    private readonly string _name;
    private readonly string[] _sources;

    internal ColumnConcatenatingEstimator(IHostEnvironment env, string outputColumnName, string[] inputColumnNames)
    {
        _host = env.Register(nameof(ColumnConcatenatingEstimator));
        _host.CheckNonEmpty(outputColumnName, nameof(outputColumnName));
        _host.CheckValue(inputColumnNames, nameof(inputColumnNames));
        _host.CheckParam(inputColumnNames.Length > 0, nameof(inputColumnNames), "Input columns not specified");
        foreach (string name in inputColumnNames)
            _host.CheckNonEmpty(name, nameof(inputColumnNames));
        _name = outputColumnName;
        _sources = inputColumnNames;
    }

    public ColumnConcatenatingTransformer Fit(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        return new(_host, _name, _sources);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        SchemaShape.Column[] columns = [.. _sources.Select(name => inputSchema.TryFindColumn(name, out SchemaShape.Column column)
            ? column
            : throw _host.ExceptSchemaMismatch(nameof(inputSchema), "input", name))];
        DataViewType itemType = columns[0].ItemType;
        foreach (SchemaShape.Column column in columns)
        {
            _host.Check(!column.IsKey, $"Column '{column.Name}' is key. Concatenation of keys is unsupported.");
            _host.Check(
                column.ItemType.Equals(itemType),
                $"Concatenated columns should have the same type. Column '{column.Name}' has type of {column.ItemType}, "
                + $"but expected column type is {itemType}.");
        }

        var annotations = new List<SchemaShape.Column>();
        if (columns.Any(c => c.Kind == VectorKind.Scalar || c.HasSlotNames()))
            annotations.Add(AnnotationCopies.SlotNamesShape);
        if (columns.All(c => c.IsNormalized()))
            annotations.Add(AnnotationCopies.NormalizedShape);
        if (columns.Any(c => c.Annotations.TryFindColumn(Kinds.CategoricalSlotRanges, out _)))
            annotations.Add(AnnotationCopies.CategoriesShape);
        VectorKind kind = columns.Any(c => c.Kind == VectorKind.VariableVector) ? VectorKind.VariableVector : VectorKind.Vector;
        return inputSchema.With(new SchemaShape.Column(_name, kind, itemType, false, new(annotations)));
    }
}
