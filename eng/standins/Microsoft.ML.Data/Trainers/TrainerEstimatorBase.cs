// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>Base of trainers: checks the columns, reads the rows, trains, and wraps the model in a transformer.</summary>
public abstract class TrainerEstimatorBase<TTransformer, TModel> : ITrainerEstimator<TTransformer, TModel>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    public readonly SchemaShape.Column FeatureColumn;
    public readonly SchemaShape.Column LabelColumn;
    public readonly SchemaShape.Column WeightColumn;

    private protected TrainerEstimatorBase(IHost host, string feature, SchemaShape.Column label, string weight)
    {
        Host = host;
        host.CheckNonEmpty(feature, nameof(feature));
        FeatureColumn = new(feature, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false);
        LabelColumn = label;
        if (!string.IsNullOrEmpty(weight))
            WeightColumn = new(weight, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Single, false);
    }

    public abstract TrainerInfo Info { get; }

    private protected IHost Host { get; }

    public TTransformer Fit(IDataView input)
    {
        Host.CheckValue(input, nameof(input));
        CheckInputSchema(SchemaShape.Create(input.Schema));
        TrainingRows rows = TrainingRows.Read(Host, input, FeatureColumn.Name, LabelColumn.Name, WeightColumn.Name);
        return MakeTransformer(Train(rows), input.Schema);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        CheckInputSchema(inputSchema);
        return inputSchema.With(OutputColumns());
    }

    private protected abstract IEnumerable<SchemaShape.Column> OutputColumns();

    private protected abstract TModel Train(TrainingRows rows);

    private protected abstract TTransformer MakeTransformer(TModel model, DataViewSchema trainSchema);

    /// <summary>A scalar label column that trainers of numbers or of classes require.</summary>
    private protected static SchemaShape.Column LabelOf(string name, DataViewType type) =>
        new(name, SchemaShape.Column.VectorKind.Scalar, type, false);

    private void CheckInputSchema(SchemaShape inputSchema)
    {
        Check(inputSchema, FeatureColumn, "feature", nameof(inputSchema));
        if (LabelColumn.Name is not null)
            Check(inputSchema, LabelColumn, "label", "labelCol");
        if (WeightColumn.Name is not null)
            Check(inputSchema, WeightColumn, "weight", nameof(inputSchema));
    }

    private void Check(SchemaShape inputSchema, SchemaShape.Column required, string role, string parameter)
    {
        if (!inputSchema.TryFindColumn(required.Name, out SchemaShape.Column found))
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), role, required.Name);
        if (!required.IsCompatibleWith(found))
            throw Host.ExceptSchemaMismatch(parameter, role, required.Name, required.GetTypeString(), found.GetTypeString());
    }
}
