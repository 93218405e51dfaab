// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

public sealed partial record AlmMtaOptions
{
    /// <summary>Gets the width of a touch's embedding, e. Range 1 to 256. Default 16.</summary>
    public int EmbeddingWidth { get; init; } = 16;

    /// <summary>Gets the width of a touch's hidden layer, h. Range 1 to 256. Default 32.</summary>
    public int HiddenWidth { get; init; } = 32;

    /// <summary>Gets the width of the mediator representation, M. Range 1 to 256. Default 8.</summary>
    public int MediatorWidth { get; init; } = 8;

    /// <summary>Gets the rank of the interaction of context and embedding. Range 1 to 64. Default 8.</summary>
    public int InteractionRank { get; init; } = 8;

    /// <summary>Gets the width of the pooled journey in the outcome tower. Range 1 to 256. Default 16.</summary>
    public int PooledWidth { get; init; } = 16;

    /// <summary>Gets the hidden width of the outcome tower's head, b(T,x). Range 1 to 256. Default 32.</summary>
    public int OutcomeHiddenWidth { get; init; } = 32;

    /// <summary>Gets the hidden width of the mediator effect, a(h,x). Range 1 to 256. Default 16.</summary>
    public int EffectHiddenWidth { get; init; } = 16;

    /// <summary>Gets the penalty on the mediator tower's item embeddings. Range [0, ∞). Default 0.02.</summary>
    public double MediatorPenalty { get; init; } = 0.02;

    /// <summary>Gets the penalty on the outcome tower's item embeddings. Range [0, ∞). Default 0.3.</summary>
    public double OutcomePenalty { get; init; } = 0.3;

    /// <summary>
    /// Gets the share of touches that training masks in the <see cref="AlmMtaIdentification.Paper"/> form, a third of it whole journeys:
    /// its deletion effects ask the network for shorter journeys, which it must have seen. The other forms ask none, see
    /// <see cref="AlmMtaComponents.OutcomeDropout"/>. Range [0, 1). Default 0.15.
    /// </summary>
    public double TouchpointDropout { get; init; } = 0.15;
}
