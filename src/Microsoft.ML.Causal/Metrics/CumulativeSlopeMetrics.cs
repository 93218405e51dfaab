// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>One point of a cumulative slope curve.</summary>
/// <param name="Share">φ: share of the weight that is ranked at or above this point, in (0, 1].</param>
/// <param name="Slope">β(φ), outcome per unit of intensity in the top φ; the stand-in where undefined.</param>
/// <param name="IsDefined">Whether the slope was computed from rows, or stands in for an undefined one.</param>
public readonly record struct CumulativeSlopePoint(double Share, double Slope, bool IsDefined);

/// <summary>Result of <see cref="CumulativeSlope"/>. Higher is better; every number is NaN where <see cref="Reason"/> says why.</summary>
public sealed record CumulativeSlopeMetrics
{
    /// <summary>CS-AUUC = ∫ β(φ) φN dφ, signed, raw: outcomes per unit of intensity over N rows.</summary>
    public required double CsAuuc { get; init; }

    /// <summary>CS-Qini = ∫ (β(φ) − β) φN dφ, signed, raw: what the ranking adds to a random one, over N rows.</summary>
    public required double CsQini { get; init; }

    /// <summary><see cref="CsAuuc"/> ÷ N, per row.</summary>
    public required double CsAuucPerRow { get; init; }

    /// <summary><see cref="CsQini"/> ÷ N, per row: comparable between data sets of different size.</summary>
    public required double CsQiniPerRow { get; init; }

    /// <summary>β: slope over all rows, in outcome per unit of intensity.</summary>
    public required double GlobalSlope { get; init; }

    /// <summary>N: number of rows, or the sum of the weights.</summary>
    public required double Rows { get; init; }

    /// <summary>Fewest rows over which a slope counted as defined.</summary>
    public required int MinRows { get; init; }

    /// <summary>The curve, one point for each distinct score, by falling score.</summary>
    public required IReadOnlyList<CumulativeSlopePoint> Curve { get; init; }

    /// <summary>Bootstrap interval of <see cref="CsAuuc"/>; null unless asked for.</summary>
    public Interval? CsAuucInterval { get; init; }

    /// <summary>Bootstrap interval of <see cref="CsQini"/>; null unless asked for.</summary>
    public Interval? CsQiniInterval { get; init; }

    /// <summary>Spread of <see cref="CsQini"/> under random rankings; null unless asked for.</summary>
    public PermutationSpread? CsQiniPermutation { get; init; }

    /// <summary>Why the numbers are NaN, or null.</summary>
    public string? Reason { get; init; }
}
