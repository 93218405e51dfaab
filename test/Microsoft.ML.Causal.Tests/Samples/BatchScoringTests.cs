// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;
using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Samples;

/// <summary>Scoring through standard input and output: parts in processes of their own, joined, are what one process gives for the whole.</summary>
[TestClass]
public class BatchScoringTests
{
    private const string CouponColumns = "user,x1,x2,x3,x4,x5,x6,x7,x8", JourneyColumns = "row,x0,x1,x2,x3,x4,x5,x6,x7,item,cluster";

    private static readonly MLContext _mlContext = new(seed: 1);
    private static readonly Lazy<byte[]> _couponModel = new(TrainOnCoupons), _journeyModel = new(TrainOnJourneys);

    [TestMethod]
    public void Score_OfPartsOfCoupons_JoinsToTheScoreOfTheWhole()
    {
        using TemporaryFile model = CouponModel();
        string[] lines = [.. CouponLines(CouponSample.Randomised(CouponWorld.Syn1Probability, 300))];

        PartsJoinToTheWhole(model, lines, expectedLines: 300, "--columns", CouponColumns, "--keep", "user");
    }

    [TestMethod]
    public void Score_OfPartsOfJourneys_JoinsToTheScoreOfTheWhole()
    {
        AttributionSample sample = AttributionSample.Draw(rows: 300, seed: 2);
        using TemporaryFile model = JourneyModel();
        string[] lines = [.. JourneyLines(sample), "empty,0,0,0,0,0,0,0,0,,"];

        PartsJoinToTheWhole(model, lines, expectedLines: sample.Touches, "--columns", JourneyColumns);
    }

    [TestMethod]
    public void Score_OfAStreamOfJourneys_IsThatOfRowsAndTouches()
    {
        AttributionSample sample = AttributionSample.Draw(rows: 50, seed: 2);
        using TemporaryFile model = JourneyModel(), output = new(".csv");
        using var rows = new TemporaryFile(".csv", Text("row,x0,x1,x2,x3,x4,x5,x6,x7", Enumerable.Range(0, sample.Rows).Select(i => Row(sample, i))));
        using var touches = new TemporaryFile(".csv", Text("row,pos,item,cluster", Enumerable.Range(0, sample.Rows).SelectMany(i =>
            Enumerable.Range(0, sample.Offsets[i + 1] - sample.Offsets[i]).Select(j =>
                $"r{i},{j},item{sample.Item[sample.Offsets[i] + j]},cluster{sample.Item[sample.Offsets[i] + j] % 60}"))));

        (int joined, _, string errors) = SampleProcess.Run("score", "--model", model.Path, "--input", rows.Path, "--touches", touches.Path, "--output", output.Path);
        (int streamed, string stream, _) = SampleProcess.Pipe(Text(JourneyColumns, JourneyLines(sample)), "score", "--model", model.Path, "--input", "-", "--output", "-");

        Assert.AreEqual((0, 0, ""), (joined, streamed, errors));
        Assert.AreEqual(File.ReadAllText(output.Path), stream);
    }

    [TestMethod]
    public void Score_OfAStreamWithABadLine_NamesTheLineAndFails()
    {
        using TemporaryFile model = CouponModel();

        (int exitCode, string output, string errors) = SampleProcess.Pipe(
            "x1,x2,x3,x4,x5,x6,x7,x8\n0,0,0,0,0,0,0,0\n0,0,0,nothing,0,0,0,0\n", "score", "--model", model.Path, "--input", "-", "--output", "-");

        Assert.AreEqual(1, exitCode);
        StringAssert.EndsWith(errors.Trim(), "'standard input', line 3, column 'x4': a finite number was expected, but the field holds something else.");
        StringAssert.StartsWith(output, "BaseProbability,UnitUplift");
    }

    [TestMethod]
    public void Score_OfAStreamWithQuotedNames_WritesThemQuoted()
    {
        using TemporaryFile model = CouponModel();

        (_, string output, _) = SampleProcess.Pipe(
            "user,x1,x2,x3,x4,x5,x6,x7,x8\n\"a,\"\"b\"\"\",0,0,0,0,0,0,0,0\n", "score", "--model", model.Path, "--input", "-", "--output", "-", "--keep", "user");

        StringAssert.StartsWith(output, "user,BaseProbability,UnitUplift");
        StringAssert.StartsWith(output.Split('\n')[1], "\"a,\"\"b\"\"\",0.");
    }

    private static void PartsJoinToTheWhole(TemporaryFile model, string[] lines, int expectedLines, params string[] options)
    {
        string[] arguments = ["score", "--model", model.Path, "--input", "-", "--output", "-", .. options];
        // Engines hand out empty parts too.
        string[][] parts = [lines[..40], [], lines[40..41], lines[41..]];

        (int ExitCode, string Output, string Errors)[] scored =
            [.. parts.AsParallel().AsOrdered().WithDegreeOfParallelism(parts.Length).Select(part => SampleProcess.Pipe(Text(part), arguments))];
        (int exitCode, string whole, _) = SampleProcess.Pipe(Text(lines), arguments);

        Assert.AreEqual(0, exitCode);
        foreach ((int code, _, string errors) in scored)
            Assert.AreEqual(0, code, errors);
        Assert.AreEqual(whole, string.Concat(scored.Select(part => part.Output)));
        Assert.AreEqual(expectedLines, whole.Count(character => character == '\n'));
    }

    private static TemporaryFile CouponModel() => Written(_couponModel.Value);

    private static TemporaryFile JourneyModel() => Written(_journeyModel.Value);

    private static byte[] TrainOnCoupons()
    {
        CouponSample logs = CouponSample.Logs(CouponWorld.Syn1Probability, 1000);
        string[] features = [.. Enumerable.Range(1, CouponWorld.Features).Select(i => $"x{i}")];
        using TemporaryFile file = new(".csv", Text("x1,x2,x3,x4,x5,x6,x7,x8,w,t,y", Enumerable.Range(0, logs.Rows).Select(row =>
            string.Join(',', [.. Features(logs, row), logs.Treatment[row] ? "1" : "0", Number(logs.Intensity[row]), logs.Label[row] ? "1" : "0"]))));
        return Save(_mlContext.Data.LoadFromTextFile(file.Path,
            [
                .. features.Select((name, i) => new TextLoader.Column(name, DataKind.Single, i)),
                new("w", DataKind.Boolean, 8), new("t", DataKind.Single, 9), new("y", DataKind.Boolean, 10),
            ], separatorChar: ',', hasHeader: true), features, _mlContext.Transforms.Concatenate("Features", features).Append(_mlContext.Causal().UniMvt(
                new UniMvtOptions { TreatmentColumnName = "w", IntensityColumnName = "t", LabelColumnName = "y", Epochs = 1, Seed = 1 })));
    }

    private static byte[] TrainOnJourneys()
    {
        AttributionSample sample = AttributionSample.Draw(rows: 600, seed: 1);
        string[] context = [.. Enumerable.Range(0, 8).Select(i => $"x{i}")];
        byte[] proxy = sample.Proxy(AttributionProxy.Medium);
        IDataView rows = _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, sample.Rows).Select(i => new Journey
        {
            X0 = X(i, 0), X1 = X(i, 1), X2 = X(i, 2), X3 = X(i, 3), X4 = X(i, 4), X5 = X(i, 5), X6 = X(i, 6), X7 = X(i, 7),
            Item = [.. Touches(i).Select(j => $"item{sample.Item[j]}")],
            Cluster = [.. Touches(i).Select(j => $"cluster{sample.Item[j] % 60}")],
            Proxy = [.. Touches(i).Select(j => (float)proxy[j])],
            Label = sample.Label[i],
        }));
        return Save(rows, [.. context, "item", "cluster"], _mlContext.Transforms.Conversion.MapValueToKey([new InputOutputColumnPair("item"), new InputOutputColumnPair("cluster")])
            .Append(_mlContext.Transforms.Concatenate("Context", context))
            .Append(_mlContext.Causal().AlmMta(new AlmMtaOptions
            {
                TouchKeyColumnNames = ["item"], ClusterColumnName = "cluster", ProxyColumnName = "Proxy", Stack = AlmMtaStack.Off, Intervals = false, Seed = 1,
            })));

        IEnumerable<int> Touches(int i) => Enumerable.Range(sample.Offsets[i], sample.Offsets[i + 1] - sample.Offsets[i]);

        float X(int i, int k) => sample.Context[i * 8 + k];
    }

    private static byte[] Save(IDataView data, string[] inputs, IEstimator<ITransformer> pipeline)
    {
        var model = new MemoryStream();
        _mlContext.Model.Save(pipeline.Fit(data), _mlContext.Transforms.SelectColumns(inputs).Fit(data).GetOutputSchema(data.Schema), model);
        return model.ToArray();
    }

    private static TemporaryFile Written(byte[] model)
    {
        var file = new TemporaryFile(".zip");
        File.WriteAllBytes(file.Path, model);
        return file;
    }

    private static IEnumerable<string> CouponLines(CouponSample sample) =>
        Enumerable.Range(0, sample.Rows).Select(row => string.Join(',', [$"u{row}", .. Features(sample, row)]));

    private static IEnumerable<string> Features(CouponSample sample, int row) =>
        sample.Features[(row * CouponWorld.Features)..((row + 1) * CouponWorld.Features)].Select(Number);

    private static IEnumerable<string> JourneyLines(AttributionSample sample) => Enumerable.Range(0, sample.Rows).Select(i =>
    {
        int[] items = sample.Item[sample.Offsets[i]..sample.Offsets[i + 1]];
        return $"{Row(sample, i)},{string.Join('|', items.Select(item => $"item{item}"))},{string.Join('|', items.Select(item => $"cluster{item % 60}"))}";
    });

    private static string Row(AttributionSample sample, int i) => string.Join(',', [$"r{i}", .. sample.Context[(i * 8)..(i * 8 + 8)].Select(Number)]);

    private static string Text(string header, IEnumerable<string> lines) => Text([header, .. lines]);

    private static string Text(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));

    private static string Number(float value) => value.ToString("R", CultureInfo.InvariantCulture);

    private sealed class Journey
    {
        [ColumnName("x0")]
        public float X0 { get; set; }

        [ColumnName("x1")]
        public float X1 { get; set; }

        [ColumnName("x2")]
        public float X2 { get; set; }

        [ColumnName("x3")]
        public float X3 { get; set; }

        [ColumnName("x4")]
        public float X4 { get; set; }

        [ColumnName("x5")]
        public float X5 { get; set; }

        [ColumnName("x6")]
        public float X6 { get; set; }

        [ColumnName("x7")]
        public float X7 { get; set; }

        [ColumnName("item")]
        public string[] Item { get; set; } = [];

        [ColumnName("cluster")]
        public string[] Cluster { get; set; } = [];

        public float[] Proxy { get; set; } = [];

        public bool Label { get; set; }
    }
}
