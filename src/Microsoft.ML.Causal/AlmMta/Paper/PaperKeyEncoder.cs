// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The keys of a <see cref="PaperNetwork{T}"/>.</summary>
internal sealed class PaperKeyEncoder(PaperNetwork<float> network) : IKeyEncoder
{
    /// <inheritdoc/>
    public IEnumerable<Parameter<float>> Parameters => network.Parameters;

    /// <inheritdoc/>
    public Tensor<float> Keys(Tape<float> tape, TowerBatch<float> batch, ReadOnlySpan<int> touches) =>
        network.Keys(tape, network.Encode(tape, batch).Mediator!, touches);
}
