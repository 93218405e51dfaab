// Licensed under the MIT licence; see LICENSE in the repository root.

using System.IO.Compression;
using System.Text.Json;

namespace Microsoft.ML.Causal;

/// <summary>The tables of an <see cref="AttributionWorld"/>, row-major.</summary>
internal sealed class AttributionTables
{
    private const int K = AttributionWorld.Clusters, N = AttributionWorld.Items, D = AttributionWorld.ContentWidth, X = AttributionWorld.ContextWidth,
        T = AttributionWorld.Topics, R = AttributionWorld.Hinges;

    private AttributionTables(
        double[] clusterContent, double[] itemContent, double[] itemPopularity, double[] clusterPopularity, double[] nu, double[] pi, double[] s,
        double[] a, double[] b, double[] g, double[] kappa, int seed)
    {
        (ClusterContent, ItemContent, ItemPopularity, ClusterPopularity) = (clusterContent, itemContent, itemPopularity, clusterPopularity);
        (Nu, Pi, S, A, B, G, Kappa) = (nu, pi, s, a, b, g, kappa);
        RandomStream hinges = new(seed, "attribution/world/hinges"), doses = new(seed, "attribution/world/doses");
        U = Gaussian(hinges, R * X, 1);
        V = Gaussian(hinges, R * D, 1.5);
        int[] order = [.. Enumerable.Range(0, K)];
        doses.Shuffle(order.AsSpan());
        Dose = new int[K];
        Array.Fill(Dose, 1);
        foreach (int cluster in order.AsSpan(0, K * 2 / 5))
            Dose[cluster] = 3;
    }

    /// <summary>c, [60,16].</summary>
    public double[] ClusterContent { get; }

    /// <summary>v, [600,16].</summary>
    public double[] ItemContent { get; }

    public double[] ItemPopularity { get; }

    public double[] ClusterPopularity { get; }

    /// <summary>ν, inspiration by cluster.</summary>
    public double[] Nu { get; }

    /// <summary>π, confounder loading by cluster.</summary>
    public double[] Pi { get; }

    /// <summary>s, inspiration by item.</summary>
    public double[] S { get; }

    /// <summary>A, interest to exposure, [60,8].</summary>
    public double[] A { get; }

    /// <summary>B, interest to inspiration, [8,16].</summary>
    public double[] B { get; }

    /// <summary>G, context to intent, [8,12].</summary>
    public double[] G { get; }

    /// <summary>κ, direct path by cluster.</summary>
    public double[] Kappa { get; }

    /// <summary>U, hinges of the nl world, [6,8].</summary>
    public double[] U { get; }

    /// <summary>V, content of the nl world, [6,16].</summary>
    public double[] V { get; }

    /// <summary>ω by cluster where doses vary, 1 or 3.</summary>
    public int[] Dose { get; }

    public static AttributionTables Draw(int seed, double rho)
    {
        RandomStream content = new(seed, "attribution/world/content"), popularity = new(seed, "attribution/world/popularity"),
            inspiration = new(seed, "attribution/world/inspiration"), interest = new(seed, "attribution/world/interest");
        double[] topics = Gaussian(content, T * D, 1 / Math.Sqrt(D));
        double[] clusters = Around(content, topics, K, .6), items = Around(content, clusters, N, .5);
        double[] nu = Gaussian(inspiration, K, 1), pi = Gaussian(inspiration, K, Math.Sqrt(1 - rho * rho)), s = Gaussian(inspiration, N, .5);
        for (int k = 0; k < K; k++)
            pi[k] += rho * nu[k];
        for (int i = 0; i < N; i++)
            s[i] += -1.9 + .9 * nu[i % K];
        return new(
            clusters, items, Gaussian(popularity, N, .5), Gaussian(popularity, K, .4), nu, pi, s, Gaussian(interest, K * X, 1 / Math.Sqrt(X)),
            Gaussian(interest, X * D, .6 / Math.Sqrt(X)), Gaussian(interest, X * T, .5), Gaussian(interest, K, .3), seed);
    }

    public static AttributionTables Load(string path)
    {
        using Stream file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using JsonDocument document = JsonDocument.Parse(stream);
        return new(
            Read("c", K * D), Read("v", N * D), Read("pop_i", N), Read("pc", K), Read("nu", K), Read("pi", K), Read("s", N), Read("A", K * X),
            Read("B", X * D), Read("G", X * T), Read("kap", K), seed: 0);

        double[] Read(string name, int count)
        {
            if (!document.RootElement.TryGetProperty(name, out JsonElement array))
                throw new InvalidDataException($"The world in '{path}' has no array '{name}'.");
            double[] values = [.. Flat(array)];
            return values.Length == count
                ? values
                : throw new InvalidDataException($"Array '{name}' of the world in '{path}' has {values.Length} numbers where {count} are expected.");
        }
    }

    private static IEnumerable<double> Flat(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().SelectMany(Flat) : [element.GetDouble()];

    private static double[] Gaussian(RandomStream random, int count, double deviation)
    {
        var values = new double[count];
        random.FillGaussian<double>(values, deviation);
        return values;
    }

    /// <summary>Unit vectors around <paramref name="centres"/>, the i-th around centre i mod their number.</summary>
    private static double[] Around(RandomStream random, double[] centres, int count, double spread)
    {
        double[] values = Gaussian(random, count * D, spread / Math.Sqrt(D));
        for (int i = 0; i < count; i++)
        {
            Span<double> value = values.AsSpan(i * D, D);
            for (int d = 0; d < D; d++)
                value[d] += centres[i * D % centres.Length + d];
            AttributionMath.Normalise(value);
        }

        return values;
    }
}
