// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Kinds = Microsoft.ML.Data.AnnotationUtils.Kinds;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace Microsoft.ML.Transforms;

/// <summary>Estimator of <see cref="KeyToBinaryVectorMappingTransformer"/>.</summary>
public sealed class KeyToBinaryVectorMappingEstimator : TrivialEstimator<KeyToBinaryVectorMappingTransformer>
{
    internal KeyToBinaryVectorMappingEstimator(IHostEnvironment env, params (string outputColumnName, string inputColumnName)[] columns)
        : base(env.Register(nameof(KeyToBinaryVectorMappingEstimator)), new KeyToBinaryVectorMappingTransformer(env, columns))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With(Transformer.ColumnPairs.Select(pair =>
        {
            if (!inputSchema.TryFindColumn(pair.inputColumnName, out SchemaShape.Column column))
                throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", pair.inputColumnName);
            bool variable = column.Kind == VectorKind.VariableVector;
            var annotations = new List<SchemaShape.Column>();
            if (!variable
                && column.Annotations.TryFindColumn(Kinds.KeyValues, out SchemaShape.Column values) && values.ItemType is TextDataViewType)
                annotations.Add(AnnotationCopies.SlotNamesShape);
            if (column.Kind == VectorKind.Scalar)
                annotations.Add(AnnotationCopies.NormalizedShape);
            VectorKind kind = variable ? VectorKind.VariableVector : VectorKind.Vector;
            return new SchemaShape.Column(pair.outputColumnName, kind, NumberDataViewType.Single, false, new(annotations));
        }));
    }
}
