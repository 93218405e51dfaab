// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Kinds = Microsoft.ML.Data.AnnotationUtils.Kinds;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace Microsoft.ML.Transforms;

/// <summary>Estimator of <see cref="ValueMappingTransformer"/>.</summary>
public class ValueMappingEstimator : TrivialEstimator<ValueMappingTransformer>
{
    internal ValueMappingEstimator(IHostEnvironment env, ValueMap map, params (string outputColumnName, string inputColumnName)[] columns)
        : base(env.Register(nameof(ValueMappingEstimator)), new ValueMappingTransformer(env, map, columns))
    {
    }

    public sealed override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        ValueMap map = Transformer.Map;
        return inputSchema.With(Transformer.ColumnPairs.Select(pair =>
        {
            if (!inputSchema.TryFindColumn(pair.inputColumnName, out SchemaShape.Column column))
                throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", pair.inputColumnName);
            if (column.Kind != VectorKind.Scalar && map.ValueType is VectorDataViewType)
                throw ValueMappingTransformer.TwoVectors(column.Name);
            SchemaShape annotations = map.KeyValues is null ? null
                : new([new(Kinds.KeyValues, VectorKind.Vector, TextDataViewType.Instance, false)]);
            var value = SchemaShape.Column.Of(pair.outputColumnName, map.ValueType, annotations);
            return column.Kind == VectorKind.Scalar ? value : new(value.Name, column.Kind, value.ItemType, value.IsKey, annotations);
        }));
    }
}
