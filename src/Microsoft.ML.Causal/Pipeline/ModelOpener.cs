// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Finds this library's models in a chain of transformers, fitted here or loaded from a file.</summary>
internal static class ModelOpener
{
    /// <summary>A typed view for each model in <paramref name="model"/>, in the order of the chain.</summary>
    public static IEnumerable<CausalTransformer> Open(MLContext mlContext, ITransformer model)
    {
        if (model is CausalTransformer opened)
            return [opened];
        if (model is not IEnumerable<ITransformer> chain)
            return [];
        return EmbeddedModel.TryRead(mlContext, chain) is { } archive
            ? [View(model, archive)]
            : chain.SelectMany(part => Open(mlContext, part));
    }

    private static CausalTransformer View(ITransformer chain, ModelArchive archive) => archive.Kind switch
    {
        UniMvtArchive.Kind => UniMvtTransformer.Open(chain, archive),
        AlmMtaArchive.Kind => AlmMtaTransformer.Open(chain, archive),
        PropensitySettings.Kind => PropensityTransformer.Open(chain, archive),
        _ => throw new InvalidDataException(
            $"The model file holds a model of kind '{archive.Kind}', which this build of Microsoft.ML.Causal does not know. Update the package."),
    };
}
