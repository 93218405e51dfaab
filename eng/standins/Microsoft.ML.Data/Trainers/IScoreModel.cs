// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>A model that turns features into one score.</summary>
internal interface IScoreModel
{
    float Score(ReadOnlySpan<float> features);
}
