// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Proxies of the mediator that a simulated attribution log records on every row: how well touches show that they inspired.</summary>
/// <remarks>A flag is 1 with probability se where the touch inspired (Z = 1) and 1 − sp where it did not.</remarks>
public enum AttributionProxy
{
    /// <summary>A flag that is rare and almost never wrong: se .3, sp .998.</summary>
    Strict,

    /// <summary>A flag: se .6, sp .98.</summary>
    Medium,

    /// <summary>A flag that misses little: se .9, sp .99.</summary>
    Rich,

    /// <summary>Z itself.</summary>
    Exact,

    /// <summary>
    /// <see cref="Medium"/>, with half of all uploaders' rows given one more flag after the outcome, half of those on the best match and
    /// half on any touch: what a proxy must not be.
    /// </summary>
    Leaky,

    /// <summary>A bucket 0 to 4, as of a cost: .8 + 2Z + N(0,1), rounded.</summary>
    Bucket,
}
