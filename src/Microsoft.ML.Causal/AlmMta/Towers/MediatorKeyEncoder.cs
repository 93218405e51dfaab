// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The keys of a mediator tower with <see cref="ComponentHeads{T}"/>.</summary>
internal sealed class MediatorKeyEncoder(MediatorTower<float> tower, ComponentHeads<float> heads) : IKeyEncoder
{
    /// <inheritdoc/>
    public IEnumerable<Parameter<float>> Parameters => [.. tower.Parameters, .. heads.Parameters];

    /// <inheritdoc/>
    public Tensor<float> Keys(Tape<float> tape, TowerBatch<float> batch, ReadOnlySpan<int> touches) =>
        heads.Keys(tape, tower.Encode(tape, batch).Mediator, touches);
}
