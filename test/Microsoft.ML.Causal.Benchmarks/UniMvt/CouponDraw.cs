// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;
using System.IO.Compression;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>A draw of a coupon world from files: training logs, and randomised rows with known truth.</summary>
/// <param name="Name">Such as "Syn-1".</param>
/// <param name="Training">Logs.</param>
/// <param name="Truth">Randomised rows.</param>
/// <param name="TrueUnitUplift">The true gain in probability per unit of intensity, by row of <paramref name="Truth"/>.</param>
internal sealed record CouponDraw(string Name, UniMvtTrainingData Training, UniMvtTrainingData Truth, float[] TrueUnitUplift)
{
    private const int Features = 8;

    /// <summary>Reads <c>{stem}-train.csv.gz</c> and <c>{stem}-truth60k.csv.gz</c>.</summary>
    public static CouponDraw Read(string folder, string stem, string name)
    {
        List<float[]> train = Rows(Path.Combine(folder, $"{stem}-train.csv.gz")), truth = Rows(Path.Combine(folder, $"{stem}-truth60k.csv.gz"));
        return new(name, Data(train), Data(truth), [.. truth.Select(row => row[^1])]);
    }

    private static List<float[]> Rows(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        reader.ReadLine();
        var rows = new List<float[]>();
        while (reader.ReadLine() is string line)
            rows.Add([.. line.Split(',').Select(value => float.Parse(value, CultureInfo.InvariantCulture))]);
        return rows;
    }

    private static UniMvtTrainingData Data(List<float[]> rows) => new(
        [.. rows.SelectMany(row => row.Take(Features))], Features, [.. rows.Select(row => row[Features] == 1)],
        [.. rows.Select(row => row[Features + 1])], [.. rows.Select(row => row[Features + 2] == 1)]);
}
