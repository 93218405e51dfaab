// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Scores rows with a trained UniMVT: the one function behind batches and single predictions. Thread-safe.</summary>
internal sealed class UniMvtScorer
{
    /// <summary>Packs the weights of <paramref name="model"/> for single rows.</summary>
    public UniMvtScorer(UniMvtModel model)
    {
        Settings = model.Settings;
    }

    /// <summary>What the model was trained with.</summary>
    public UniMvtModelSettings Settings { get; }

    /// <summary>Scores a row.</summary>
    /// <param name="features">x, [d].</param>
    /// <param name="categories">One code per categorical input: 0 missing or unknown, 1 to cardinality otherwise.</param>
    /// <param name="intensity">The row's own intensity, or NaN where it has none.</param>
    /// <param name="score">Receives the scalars.</param>
    /// <param name="curve">Receives p(q) over the grid; of the grid's length, or empty when the curve is not asked for.</param>
    public void Score(ReadOnlySpan<float> features, ReadOnlySpan<uint> categories, float intensity, ref UniMvtScore score, Span<float> curve)
    {
        throw new NotSupportedException("The managed engine is not part of this build.");
    }
}
