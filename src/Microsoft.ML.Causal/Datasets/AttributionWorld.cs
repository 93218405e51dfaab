// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>A simulated platform on which consumption drives production: 600 items in 60 clusters of 12 topics, drawn once from a seed.</summary>
/// <remarks>
/// <code>
/// item i is in cluster i mod 60, cluster k in topic k mod 12
/// content       γ_g ~ N(0, I/16);  c_k = unit(γ_g(k) + .6 N(0, I/16));  v_i = unit(c_k(i) + .5 N(0, I/16))
/// popularity    of items N(0, .5²), of clusters pc_k ~ N(0, .4²)
/// inspiration   ν_k ~ N(0,1);  s_i = −1.9 + .9 ν_k(i) + .5 N(0,1)
/// confounding   π_k = ρ ν_k + √(1−ρ²) N(0,1)
/// interests     A_k ~ N(0, I/8);  B = .6 N(0,1)/√8;  G = .5 N(0,1);  direct path κ_k = .3 N(0,1)
/// nl world      U_r ~ N(0,1), V_r ~ 1.5 N(0,1), r = 1..6;  doses ω_k = 3 for 40 % of the clusters
/// </code>
/// <see cref="AttributionSample"/> draws rows.
/// </remarks>
public sealed class AttributionWorld
{
    /// <summary>Number of items.</summary>
    public const int Items = 600;

    /// <summary>Number of clusters.</summary>
    public const int Clusters = 60;

    /// <summary>Number of topics.</summary>
    public const int Topics = 12;

    /// <summary>Width of the context, X.</summary>
    public const int ContextWidth = 8;

    /// <summary>Width of a content vector, v.</summary>
    public const int ContentWidth = 16;

    /// <summary>Largest number of touches of a row.</summary>
    public const int MaxTouches = 16;

    internal const int Hinges = 6;

    private AttributionWorld(AttributionTables tables) => Tables = tables;

    /// <summary>The tables behind the world.</summary>
    internal AttributionTables Tables { get; }

    /// <summary>Draws a world.</summary>
    /// <param name="seed">Seed of the draw. Default 0.</param>
    /// <param name="rho">ρ, correlation of inspiration and confounding over clusters. Range [−1, 1]. Default −0.3: what is pushed inspires less.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rho"/> lies outside its range.</exception>
    public static AttributionWorld Draw(int seed = 0, double rho = -.3)
    {
        if (!(rho is >= -1 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(rho), rho, "rho must be between -1 and 1.");
        return new(AttributionTables.Draw(seed, rho));
    }

    /// <summary>Reads the tables of a world from JSON, gzip where the name ends in .gz; what such a file lacks (nl world, doses) is drawn from seed 0.</summary>
    /// <param name="path">The file: an object with the arrays c, v, pop_i, pc, nu, pi, s, A, B, G, kap.</param>
    /// <exception cref="InvalidDataException">An array is missing or of another shape; the message names it.</exception>
    public static AttributionWorld Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new(AttributionTables.Load(path));
    }

    /// <summary>The cluster of an item, both from 0.</summary>
    public static int ClusterOf(int item) => item % Clusters;

    /// <summary>The topic of a cluster, both from 0.</summary>
    public static int TopicOf(int cluster) => cluster % Topics;

    /// <summary>v, the content of an item, a unit vector.</summary>
    /// <param name="item">From 0.</param>
    public ReadOnlySpan<double> Content(int item) => Tables.ItemContent.AsSpan(item * ContentWidth, ContentWidth);
}
