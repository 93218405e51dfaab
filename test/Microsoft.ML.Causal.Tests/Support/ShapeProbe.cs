// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Tests;

/// <summary>Learns the shape of a data view's schema: ML.NET makes shapes only inside, and a chain hands them to its estimators.</summary>
internal sealed class ShapeProbe : IEstimator<ITransformer>
{
    private readonly MLContext _mlContext;
    private SchemaShape? _shape;

    private ShapeProbe(MLContext mlContext) => _mlContext = mlContext;

    /// <summary>The shape of <paramref name="data"/>.</summary>
    public static SchemaShape Of(IDataView data)
    {
        var mlContext = new MLContext();
        var probe = new ShapeProbe(mlContext);
        new EstimatorChain<ITransformer>().Append(probe).Append<ITransformer>(Nothing(mlContext)).Fit(data);
        return probe._shape!;
    }

    public ITransformer Fit(IDataView input) => Nothing(_mlContext).Fit(input);

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _shape = inputSchema;

    private static IEstimator<ITransformer> Nothing(MLContext mlContext) =>
        mlContext.Transforms.CustomMapping<NoColumns, ModelKeyColumn>(ModelKeyMapping.Map, ModelKeyMapping.ContractName);
}
