// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Kinds = Microsoft.ML.Data.AnnotationUtils.Kinds;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace Microsoft.ML.Transforms;

/// <summary>Estimator of <see cref="KeyToVectorMappingTransformer"/>.</summary>
public sealed class KeyToVectorMappingEstimator : TrivialEstimator<KeyToVectorMappingTransformer>
{
    internal KeyToVectorMappingEstimator(
        IHostEnvironment env, bool outputCountVector, params (string outputColumnName, string inputColumnName)[] columns)
        : base(env.Register(nameof(KeyToVectorMappingEstimator)), new KeyToVectorMappingTransformer(env, outputCountVector, columns))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With(Transformer.ColumnPairs.Select(pair =>
        {
            if (!inputSchema.TryFindColumn(pair.inputColumnName, out SchemaShape.Column column))
                throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", pair.inputColumnName);

            bool variable = column.Kind == VectorKind.VariableVector && !Transformer.Counts;
            bool named = column.Annotations.TryFindColumn(Kinds.KeyValues, out SchemaShape.Column values)
                && values.ItemType is TextDataViewType;
            var annotations = new List<SchemaShape.Column>();
            if (named && !variable)
                annotations.Add(AnnotationCopies.SlotNamesShape);
            if (!Transformer.Counts && !variable)
                annotations.Add(AnnotationCopies.CategoriesShape);
            if (!Transformer.Counts || column.Kind == VectorKind.Scalar)
                annotations.Add(AnnotationCopies.NormalizedShape);
            VectorKind kind = variable ? VectorKind.VariableVector : VectorKind.Vector;
            return new SchemaShape.Column(pair.outputColumnName, kind, NumberDataViewType.Single, false, new(annotations));
        }));
    }
}
