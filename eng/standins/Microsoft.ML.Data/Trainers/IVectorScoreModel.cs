// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>A model that turns features into several scores.</summary>
internal interface IVectorScoreModel
{
    int ScoreCount { get; }

    void Score(ReadOnlySpan<float> features, Span<float> scores);
}
