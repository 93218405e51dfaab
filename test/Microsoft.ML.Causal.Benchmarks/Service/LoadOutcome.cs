// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>What became of a request.</summary>
internal enum LoadOutcome
{
    /// <summary>No answer, or one with another status than 200.</summary>
    Failed,

    /// <summary>The answer has other scores than the model that it names.</summary>
    Wrong,

    /// <summary>The answer is of a model that had been replaced before the request was sent.</summary>
    Stale,

    /// <summary>The scores are those of the model, to the last bit.</summary>
    Right,
}
