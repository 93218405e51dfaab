// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>Puts a rule into the models of UniMVT that a chain holds.</summary>
internal static class FrozenPolicy
{
    /// <summary>The same chain with the rule inside; parts without such a model are shared with it.</summary>
    public static ITransformer Into(MLContext mlContext, ITransformer model, RowPolicy policy)
    {
        if (model is UniMvtTransformer view)
            return view.With(mlContext, policy);
        if (model is CausalTransformer or not IEnumerable<ITransformer>)
            return model;
        var parts = (IEnumerable<ITransformer>)model;
        return EmbeddedModel.TryRead(mlContext, parts) switch
        {
            null => new TransformerChain<ITransformer>([.. parts.Select(part => Into(mlContext, part, policy))]),
            { Kind: UniMvtArchive.Kind } archive => EmbeddedModel.Replace(mlContext, parts, UniMvtArchive.Pack(UniMvtArchive.Unpack(archive).With(policy))),
            _ => model,
        };
    }
}
