// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>The chain of ML.NET's transformers that a fitted ALM-MTA model is saved as.</summary>
internal static class AlmMtaChain
{
    /// <summary>The fitted chain: the weights, the inputs under their fixed names, the scores.</summary>
    public static ITransformer Fit(MLContext mlContext, AlmMtaOptions options, AlmMtaModel model, IDataView data)
    {
        EstimatorChain<ITransformer> chain = EmbeddedModel.Begin(mlContext, AlmMtaArchive.Pack(model))
            .Append<ITransformer>(mlContext.Transforms.CustomMapping<NoColumns, AlmMtaAbsentColumns>(
                AlmMtaAbsentColumnsMapping.Map, AlmMtaAbsentColumnsMapping.ContractName))
            .Append<ITransformer>(mlContext.Transforms.CopyColumns(AlmMtaScoringInput.ContextName, options.ContextColumnName));
        List<string> temporary =
        [
            ModelKeyColumn.Name, EmbeddedModel.ColumnName, AlmMtaScoringInput.ContextName, AlmMtaScoringInput.KeysName, AlmMtaScoringInput.LengthName,
            AlmMtaScoringInput.NumbersName, AlmMtaScoringInput.ClusterName, AlmMtaScoringInput.ContentName, AlmMtaKey.ColumnName,
        ];
        foreach (string name in options.TouchKeyColumnNames)
        {
            chain = chain
                .Append<ITransformer>(mlContext.Transforms.Conversion.ConvertType(AlmMtaKey.ColumnName, name, DataKind.UInt32))
                .Append<ITransformer>(mlContext.Transforms.CustomMapping<AlmMtaKey, AlmMtaKeys>(AlmMtaKeyAppend.Map, AlmMtaKeyAppend.ContractName));
        }

        foreach (string name in options.TouchNumericColumnNames)
        {
            chain = chain
                .Append<ITransformer>(mlContext.Transforms.CopyColumns(AlmMtaNumber.ColumnName, name))
                .Append<ITransformer>(mlContext.Transforms.CustomMapping<AlmMtaNumber, AlmMtaNumbers>(AlmMtaNumberAppend.Map, AlmMtaNumberAppend.ContractName));
        }

        if (options.TouchNumericColumnNames.Count > 0)
            temporary.Add(AlmMtaNumber.ColumnName);
        if (options.ClusterColumnName is { } cluster)
            chain = chain.Append<ITransformer>(mlContext.Transforms.Conversion.ConvertType(AlmMtaScoringInput.ClusterName, cluster, DataKind.UInt32));
        if (options.ContentColumnName is { } content)
            chain = chain.Append<ITransformer>(mlContext.Transforms.CopyColumns(AlmMtaScoringInput.ContentName, content));

        chain = chain.Append<ITransformer>(mlContext.Transforms.CustomMapping<AlmMtaScoringInput, AlmMtaScoringOutput>(
            AlmMtaScoringMapping.Map, AlmMtaScoringMapping.ContractName));
        foreach ((string name, string source) in Asked(options))
            chain = chain.Append<ITransformer>(mlContext.Transforms.CopyColumns(name, source));
        return chain.Append<ITransformer>(mlContext.Transforms.DropColumns([.. temporary, .. OptionalSources])).Fit(data);
    }

    /// <summary>The shape of the scored data, without fitting.</summary>
    public static SchemaShape Shape(MLContext mlContext, AlmMtaOptions options, SchemaShape input)
    {
        SchemaShape shape = mlContext.Transforms.CustomMapping<NoColumns, AlmMtaScoringOutput>((_, _) => { }, null).GetOutputSchema(input);
        foreach ((string name, string source) in Asked(options))
            shape = mlContext.Transforms.CopyColumns(name, source).GetOutputSchema(shape);
        return mlContext.Transforms.DropColumns(OptionalSources).GetOutputSchema(shape);
    }

    private static string[] OptionalSources => [.. AlmMtaScoringOutput.Optional.Select(column => column.Source)];

    private static IEnumerable<(string Name, string Source)> Asked(AlmMtaOptions options) =>
        AlmMtaScoringOutput.Optional.Where(column => (options.Outputs & column.Output) != 0).Select(column => (column.Name, column.Source));
}
