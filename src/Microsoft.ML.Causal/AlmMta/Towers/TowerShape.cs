// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Widths of a tower.</summary>
/// <param name="Inputs">Sizes of the inputs.</param>
/// <param name="UseKeys">Whether keys are embedded; without, items are known by cluster and content alone.</param>
/// <param name="Embedding">Width of e.</param>
/// <param name="Hidden">Width of h.</param>
internal sealed record TowerShape(CoreShape Inputs, bool UseKeys, int Embedding, int Hidden)
{
    /// <summary>The widths that the options ask for.</summary>
    public static TowerShape Of(AlmMtaOptions options, CoreShape inputs, bool useKeys) => new(inputs, useKeys, options.EmbeddingWidth, options.HiddenWidth);

    /// <summary>Multiple of the step size for the tables of embeddings.</summary>
    public double EmbeddingLearningRateScale { get; init; } = 1;
}
