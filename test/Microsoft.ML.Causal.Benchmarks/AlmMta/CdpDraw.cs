// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;
using System.IO.Compression;
using System.Text.Json;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>A draw of the consumption-drives-production world, from files or from the simulator: journeys with known truth.</summary>
/// <param name="Training">Rows of the training and validation users.</param>
/// <param name="Test">The first 6,000 rows of the test users.</param>
/// <param name="TrueEffect">Δ of each touch of <paramref name="Test"/>.</param>
/// <param name="TrueTreatedEffect">The effect on the treated of each of them.</param>
internal sealed record CdpDraw(AlmMtaTrainingData Training, AlmMtaTrainingData Test, float[] TrueEffect, float[] TrueTreatedEffect)
{
    private const int Context = 8, ContentWidth = 16, TestRows = 6000;

    // One user in five is a test user, so this many rows hold 6,000 of theirs with room to spare.
    private const int LeastRows = 32_000;

    /// <summary>Draws rows of a world. However few there are to learn from, the test rows are the same.</summary>
    /// <param name="world">The world.</param>
    /// <param name="setting">How rows come about.</param>
    /// <param name="rows">Number of rows, those of test users among them.</param>
    /// <param name="seed">Seed of the rows.</param>
    /// <param name="proxy">Proxy, such as <c>R_medium</c>.</param>
    /// <param name="match">Match, such as <c>U_cos</c>.</param>
    public static CdpDraw Draw(AttributionWorld world, AttributionSetting setting, int rows, int seed, string proxy, string match)
    {
        AttributionSample sample = AttributionSample.Draw(world, setting, Math.Max(rows, LeastRows), seed);
        int[] test = [.. Enumerable.Range(0, sample.Rows).Where(i => sample.Split[i] == AttributionSplit.Test).Take(TestRows)];
        int[] training = [.. Enumerable.Range(0, rows).Where(i => sample.Split[i] != AttributionSplit.Test)];
        AttributionProxy shown = Enum.Parse<AttributionProxy>(proxy["R_".Length..], ignoreCase: true);
        AttributionMatch matched = match == "U_cos" ? AttributionMatch.Cosine : Enum.Parse<AttributionMatch>(match["U_".Length..], ignoreCase: true);
        int[] touches = [.. test.SelectMany(i => Enumerable.Range(sample.Offsets[i], sample.Offsets[i + 1] - sample.Offsets[i]))];
        return new(
            AttributionRows.ToTrainingData(sample, training, shown, matched), AttributionRows.ToTrainingData(sample, test, shown, matched),
            [.. touches.Select(j => sample.TrueUplift[j])], [.. touches.Select(j => sample.TrueUpliftOnTreated[j])]);
    }

    /// <summary>Reads <c>rows_{setting}.csv.gz</c>, <c>touch_{setting}.csv.gz</c> and <c>world.json.gz</c>.</summary>
    /// <param name="folder">Where they are.</param>
    /// <param name="setting">Such as <c>strong</c>.</param>
    /// <param name="proxy">Proxy column, such as <c>R_medium</c>.</param>
    /// <param name="match">Match column, such as <c>U_cos</c>.</param>
    public static CdpDraw Read(string folder, string setting, string proxy, string match)
    {
        List<string[]> rows = Lines(Path.Combine(folder, $"rows_{setting}.csv.gz"), out Dictionary<string, int> r);
        List<string[]> touches = Lines(Path.Combine(folder, $"touch_{setting}.csv.gz"), out Dictionary<string, int> t);
        float[] content = Content(Path.Combine(folder, "world.json.gz"));
        var touchesOf = new List<int>[rows.Count];
        for (int i = 0; i < rows.Count; i++)
            touchesOf[i] = [];
        for (int j = 0; j < touches.Count; j++)
            touchesOf[Whole(touches[j][t["row"]])].Add(j);

        int[] test = [.. Enumerable.Range(0, rows.Count).Where(i => rows[i][r["split"]] == "test").Take(TestRows)];
        int[] training = [.. Enumerable.Range(0, rows.Count).Where(i => rows[i][r["split"]] != "test")];
        int[] testTouches = [.. test.SelectMany(i => touchesOf[i])];
        return new(
            Take(training), Take(test), [.. testTouches.Select(j => Number(touches[j][t["TRUTH_delta"]]))],
            [.. testTouches.Select(j => Number(touches[j][t["TRUTH_delta_ett"]]))]);

        AlmMtaTrainingData Take(int[] chosen)
        {
            int[] own = [.. chosen.SelectMany(i => touchesOf[i])];
            int[] offsets = new int[chosen.Length + 1];
            for (int i = 0; i < chosen.Length; i++)
                offsets[i + 1] = offsets[i] + touchesOf[chosen[i]].Count;
            return new()
            {
                Offsets = offsets,
                Keys = [[.. own.Select(j => Whole(touches[j][t["item"]]) + 1)]],
                KeyCardinalities = [content.Length / ContentWidth - 1],
                Cluster = [.. own.Select(j => Whole(touches[j][t["cluster"]]) + 1)],
                ClusterCount = 60,
                Content = content,
                ContentWidth = ContentWidth,
                Recency = AlmMtaTrainingData.RecencyOf(offsets),
                Context = [.. chosen.SelectMany(i => Enumerable.Range(0, Context).Select(k => Number(rows[i][r[$"x{k}"]])))],
                ContextWidth = Context,
                Label = [.. chosen.Select(i => rows[i][r["y"]] == "1")],
                User = [.. chosen.Select(i => Whole(rows[i][r["user"]]))],
                ProxyCode = [.. own.Select(j => (int)Number(touches[j][t[proxy]]))],
                ProxyCodes = own.Max(j => (int)Number(touches[j][t[proxy]])) + 1,
                Match = [.. own.Select(j => Optional(touches[j][t[match]]))],
                WorkContent = [.. chosen.SelectMany(i => Work(rows[i][r["upload_vec16"]]))],
                ExactMatch = [.. own.Select(j => Optional(touches[j][t["U_strict"]]) == 1)],
            };
        }
    }

    /// <summary>The vector of a produced work; zeros where there is none.</summary>
    private static IEnumerable<float> Work(string text) =>
        text.Length == 0 ? Enumerable.Repeat(0f, ContentWidth) : text.Split(' ').Select(Number);

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static float Number(string text) => float.Parse(text, CultureInfo.InvariantCulture);

    private static float Optional(string text) => text.Length == 0 ? float.NaN : Number(text);

    private static List<string[]> Lines(string path, out Dictionary<string, int> columns)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        columns = reader.ReadLine()!.Split(',').Index().ToDictionary(column => column.Item, column => column.Index);
        var lines = new List<string[]>();
        while (reader.ReadLine() is string line)
            lines.Add(line.Split(','));
        return lines;
    }

    private static float[] Content(string path)
    {
        using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using JsonDocument world = JsonDocument.Parse(stream);
        var missing = Enumerable.Repeat(0f, ContentWidth);
        return [.. missing, .. world.RootElement.GetProperty("v").EnumerateArray().SelectMany(item => item.EnumerateArray().Select(v => v.GetSingle()))];
    }
}
