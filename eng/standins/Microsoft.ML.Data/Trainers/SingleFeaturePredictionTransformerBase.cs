// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Base of the prediction transformers that read one feature column.</summary>
public abstract class SingleFeaturePredictionTransformerBase<TModel> : PredictionTransformerBase<TModel>, ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private const string ModelFolder = "Model";

    private protected SingleFeaturePredictionTransformerBase(IHost host, TModel model, DataViewType featureType, string featureColumn)
        : base(host, model)
    {
        FeatureColumnType = featureType;
        FeatureColumnName = featureColumn;
    }

    private protected SingleFeaturePredictionTransformerBase(IHost host, ModelLoadContext ctx)
        : this(host, ctx.LoadModel<TModel>(host, ModelFolder), ctx.Reader.ReadType(), ctx.Reader.ReadString())
    {
    }

    public string FeatureColumnName { get; }

    public DataViewType FeatureColumnType { get; }

    public sealed override DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        DataViewSchema.Column found = inputSchema.GetColumnOrNull(FeatureColumnName)
            ?? throw Host.ExceptSchemaMismatch(nameof(inputSchema), "feature", FeatureColumnName);
        if (!found.Type.Equals(FeatureColumnType))
        {
            throw Host.ExceptSchemaMismatch(
                nameof(inputSchema), "feature", FeatureColumnName, FeatureColumnType.ToString(), found.Type.ToString());
        }

        return new RowToRowMapper(MakeRowMapper(inputSchema, found)).OutputSchema;
    }

    private protected sealed override RowMapper MakeRowMapper(DataViewSchema inputSchema)
    {
        // The role and the name stand in each other's place in ML.NET too.
        DataViewSchema.Column found = inputSchema.GetColumnOrNull(FeatureColumnName)
            ?? throw Host.ExceptParam("schema", $"{FeatureColumnName} column 'Feature' not found");
        if (!found.Type.Equals(FeatureColumnType))
            throw Host.Except($"Incompatible features column type: '{found.Type}' vs '{FeatureColumnType}'");
        return MakeRowMapper(inputSchema, found);
    }

    private protected abstract RowMapper MakeRowMapper(DataViewSchema inputSchema, DataViewSchema.Column features);

    private protected sealed override void SaveCore(ModelSaveContext ctx)
    {
        ctx.Writer.WriteType(FeatureColumnType);
        ctx.Writer.Write(FeatureColumnName);
        ctx.SaveModel((ICanSaveModel)Model, ModelFolder);
    }
}
