// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>A journey in the form that cores read: standardised numbers, codes, and content by reference.</summary>
internal readonly ref struct EncodedRow
{
    /// <summary>x, standardised, [dx].</summary>
    public ReadOnlySpan<double> X { get; init; }

    /// <summary>L.</summary>
    public int Length { get; init; }

    /// <summary>Codes: column c of touch j at <c>c·Stride + j</c>.</summary>
    public ReadOnlySpan<int> Keys { get; init; }

    /// <summary>Numbers, standardised: column c of touch j at <c>c·Stride + j</c>.</summary>
    public ReadOnlySpan<double> Numeric { get; init; }

    /// <summary>Distance between columns.</summary>
    public int Stride { get; init; }

    /// <summary>Clusters, [L], 0 missing; empty without.</summary>
    public ReadOnlySpan<int> Cluster { get; init; }

    /// <summary>Content vectors, one after another.</summary>
    public ReadOnlySpan<double> Content { get; init; }

    /// <summary>Which of them each touch has, [L].</summary>
    public ReadOnlySpan<int> ContentRow { get; init; }

    /// <summary>v of touch <paramref name="j"/>, [dv].</summary>
    public ReadOnlySpan<double> ContentOf(int j, int width) => Content.Slice(ContentRow[j] * width, width);

    /// <summary>How many places all touches are nearer to the end than they were, because later ones were dropped.</summary>
    public int RecencyShift { get; init; }

    /// <summary>Distance from the end, (L − 1 − j)/8.</summary>
    public double Recency(int j) => (Length - 1 - j - RecencyShift) / 8.0;
}
