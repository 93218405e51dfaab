// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>One journey of a simulated platform as ML.NET reads it; the columns whose names begin with True are answers, never inputs.</summary>
public sealed class AttributionRow
{
    /// <summary>The user, from 0: of a single number ML.NET makes a key by adding 1.</summary>
    [KeyType(1 << 24)]
    public uint User { get; set; }

    /// <summary>Part of the users: Train, Validation or Test.</summary>
    public string Split { get; set; } = "";

    /// <summary>X, the context.</summary>
    [VectorType(AttributionWorld.ContextWidth)]
    public float[] Context { get; set; } = [];

    /// <summary>The items, one per touch, oldest first, from 1: the numbers of a vector are keys as they are, and 0 is a missing one.</summary>
    [KeyType(AttributionWorld.Items)]
    public uint[] Item { get; set; } = [];

    /// <summary>The items' clusters, from 1.</summary>
    [KeyType(AttributionWorld.Clusters)]
    public uint[] Cluster { get; set; } = [];

    /// <summary>The items' content vectors, 16 numbers per touch, one touch after the other.</summary>
    public float[] Content { get; set; } = [];

    /// <summary><see cref="AttributionProxy.Strict"/> by touch.</summary>
    public float[] ProxyStrict { get; set; } = [];

    /// <summary><see cref="AttributionProxy.Medium"/> by touch.</summary>
    public float[] ProxyMedium { get; set; } = [];

    /// <summary><see cref="AttributionProxy.Rich"/> by touch.</summary>
    public float[] ProxyRich { get; set; } = [];

    /// <summary><see cref="AttributionProxy.Exact"/> by touch.</summary>
    public float[] ProxyExact { get; set; } = [];

    /// <summary><see cref="AttributionProxy.Leaky"/> by touch.</summary>
    public float[] ProxyLeaky { get; set; } = [];

    /// <summary><see cref="AttributionProxy.Bucket"/> by touch.</summary>
    public float[] ProxyBucket { get; set; } = [];

    /// <summary><see cref="AttributionMatch.Strict"/> by touch, NaN without an upload.</summary>
    public float[] MatchStrict { get; set; } = [];

    /// <summary><see cref="AttributionMatch.Medium"/> by touch, NaN without an upload.</summary>
    public float[] MatchMedium { get; set; } = [];

    /// <summary><see cref="AttributionMatch.Cosine"/> by touch, NaN without an upload.</summary>
    public float[] MatchCosine { get; set; } = [];

    /// <summary>The upload's content vector, NaN without an upload.</summary>
    [VectorType(AttributionWorld.ContentWidth)]
    public float[] Upload { get; set; } = [];

    /// <summary>y, whether the user uploaded.</summary>
    public bool Label { get; set; }

    /// <summary>P(Y=1 | do(T), X).</summary>
    public float TrueProbability { get; set; }

    /// <summary>Z by touch, 1 where it inspired.</summary>
    public float[] TrueInspired { get; set; } = [];

    /// <summary>Δ by touch.</summary>
    public float[] TrueUplift { get; set; } = [];

    /// <summary>The effect on the treated by touch.</summary>
    public float[] TrueUpliftOnTreated { get; set; } = [];
}
