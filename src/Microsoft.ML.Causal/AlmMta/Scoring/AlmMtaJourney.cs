// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>One journey to score. Spans over touches are column by column, in time order; L touches, 0 allowed.</summary>
internal readonly ref struct AlmMtaJourney
{
    /// <summary>L.</summary>
    public int Length { get; init; }

    /// <summary>x, [dx].</summary>
    public ReadOnlySpan<float> Context { get; init; }

    /// <summary>Codes, [key columns, L]: 0 missing or never seen.</summary>
    public ReadOnlySpan<int> Keys { get; init; }

    /// <summary>Clusters, [L], 0 missing; empty where the model knows the clusters of items, or has none.</summary>
    public ReadOnlySpan<int> Cluster { get; init; }

    /// <summary>Content vectors, [L,dv]; empty where the model knows the content of items, or has none.</summary>
    public ReadOnlySpan<float> Content { get; init; }

    /// <summary>Numbers, [numeric columns, L].</summary>
    public ReadOnlySpan<float> Numeric { get; init; }
}
