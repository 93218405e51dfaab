// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Which touch of a journey says what its context is.</summary>
public enum ContextTouch
{
    /// <summary>The most recent touch: the context as it was at the end.</summary>
    Last,

    /// <summary>The first touch: the context as it was before any of them could change it.</summary>
    First,
}
