// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What gives the touches of a batch their keys in a contrastive loss.</summary>
internal interface IKeyEncoder
{
    /// <summary>All its weights.</summary>
    IEnumerable<Parameter<float>> Parameters { get; }

    /// <summary>Keys of touches, [a,w], not normalised.</summary>
    /// <param name="tape">Records.</param>
    /// <param name="batch">Rows.</param>
    /// <param name="touches">Touches of the batch.</param>
    Tensor<float> Keys(Tape<float> tape, TowerBatch<float> batch, ReadOnlySpan<int> touches);
}
