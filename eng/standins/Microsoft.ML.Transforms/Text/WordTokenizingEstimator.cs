// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace Microsoft.ML.Transforms.Text;

/// <summary>Estimator of <see cref="WordTokenizingTransformer"/>.</summary>
public sealed class WordTokenizingEstimator : TrivialEstimator<WordTokenizingTransformer>
{
    internal WordTokenizingEstimator(
        IHostEnvironment env, char[] separators, params (string outputColumnName, string inputColumnName)[] columns)
        : base(env.Register(nameof(WordTokenizingEstimator)), new WordTokenizingTransformer(env, separators, columns))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With(Transformer.ColumnPairs.Select(pair =>
        {
            if (!inputSchema.TryFindColumn(pair.inputColumnName, out SchemaShape.Column column))
                throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", pair.inputColumnName);
            if (column.ItemType is not TextDataViewType)
                throw Host.ExceptSchemaMismatch(
                    nameof(inputSchema), "input", column.Name, WordTokenizingTransformer.Expected, column.GetTypeString());
            return new SchemaShape.Column(pair.outputColumnName, VectorKind.VariableVector, TextDataViewType.Instance, false);
        }));
    }
}
