// Licensed under the MIT licence; see LICENSE in the repository root.

using System.IO.Compression;
using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Pipeline;

[TestClass]
public class JourneyFileTests
{
    private const string Csv = """
        seq,who,when,item,cost,y,note
        1,ann,3,mail,2.5,0,x
        1,ann,5,"search",1,1,y
        2,bob,4,mail,0.5,0,z

        """;

    private static readonly JourneyOptions _options = new()
    {
        UserColumnName = "who", SequenceColumnName = "seq", TimeColumnName = "when", KeyColumnNames = ["item"], NumericColumnNames = ["cost"],
        ContextColumnNames = ["note"], LabelColumnName = "y",
    };

    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Journeys_OfFile_AreTheSameWithCommasTabsAndPacked()
    {
        using var comma = new TestFile(Csv, ".csv");
        using var tab = new TestFile(Csv.Replace(',', '\t'), ".tsv");
        using var packed = new TestFile(Csv, ".csv.gz");

        foreach (TestFile file in new[] { comma, tab, packed })
        {
            CollectionAssert.AreEqual(
                new[] { "ann: mail search, 2.5 1, 0 2, y, True 2", "bob: mail, 0.5, 0, z, False 1" }, Read(file.Path, _options), file.Path);
        }
    }

    [TestMethod]
    public void Journeys_OfFileWithDates_MeasureSeconds()
    {
        using var file = new TestFile(Csv.Replace(",3,", ",2026-01-01 10:00:00,").Replace(",5,", ",2026-01-01 11:00:01,").Replace(",4,", ",2026-01-02,"), ".csv");

        StringAssert.StartsWith(Read(file.Path, _options)[0], "ann: mail search, 2.5 1, 0 3601,");
    }

    [TestMethod]
    public void Journeys_OfFileWithoutAColumn_NameIt()
    {
        using var file = new TestFile(Csv, ".csv");

        var error = Assert.ThrowsExactly<ArgumentException>(() => _mlContext.Causal().Data.Journeys(file.Path, _options with { TimeColumnName = "time" }));

        StringAssert.StartsWith(error.Message, "Could not find time column 'time' in the first line of");
    }

    [TestMethod]
    public void Journeys_OfPathsInOneCell_AreSplit()
    {
        using var file = new TestFile("path\tcost\ty\na > b >c\t1>2>3\t1\n\t\t0\nd\t7\t0\n", ".tsv");
        JourneyOptions options = new()
        {
            UserColumnName = null, KeyColumnNames = ["path"], NumericColumnNames = ["cost"], LabelColumnName = "y", PathSeparator = " > ", MaxTouchpoints = 2,
        };
        using JourneyDataView journeys = _mlContext.Causal().Data.Journeys(file.Path, options);

        string[] text = [.. _mlContext.Data.CreateEnumerable<PathRow>(journeys, false).Select(row => $"{string.Join(' ', row.path)}, {string.Join(' ', row.cost)}, {row.y} {row.Length}")];

        CollectionAssert.AreEqual(new[] { "b c, 2 3, True 2", ", , False 0", "d, 7, False 1" }, text);
        Assert.AreEqual(new JourneyCounts(4, 3, 1, 1, 1, 0, 0, 0), journeys.Counts);
    }

    [TestMethod]
    public void Journeys_OfPathsOfDifferentLength_NameTheRowAndTheColumns()
    {
        using var file = new TestFile("path\tcost\ty\na\t1\t0\na>b\t1\t1\n", ".tsv");
        JourneyOptions options = new() { UserColumnName = null, KeyColumnNames = ["path"], NumericColumnNames = ["cost"], LabelColumnName = "y", PathSeparator = ">" };
        using JourneyDataView journeys = _mlContext.Causal().Data.Journeys(file.Path, options);

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => _mlContext.Data.CreateEnumerable<PathRow>(journeys, false).Count());

        StringAssert.StartsWith(error.Message, "Columns 'path' and 'cost' are 2 and 1 touches long in row 2 (from 1)");
    }

    private string[] Read(string path, JourneyOptions options)
    {
        using JourneyDataView journeys = _mlContext.Causal().Data.Journeys(path, options);
        return [.. _mlContext.Data.CreateEnumerable<FileRow>(journeys, reuseRowObject: false).Select(row => FormattableString.Invariant(
            $"{row.who}: {string.Join(' ', row.item)}, {string.Join(' ', row.cost)}, {string.Join(' ', row.TimeSincePrevious)}, {row.note}, {row.y} {row.Length}"))];
    }

    private sealed class FileRow
    {
        public string who { get; set; } = "";

        public string[] item { get; set; } = [];

        public float[] cost { get; set; } = [];

        public float[] TimeSincePrevious { get; set; } = [];

        public string note { get; set; } = "";

        public bool y { get; set; }

        public int Length { get; set; }
    }

    private sealed class PathRow
    {
        public string[] path { get; set; } = [];

        public float[] cost { get; set; } = [];

        public bool y { get; set; }

        public int Length { get; set; }
    }

    private sealed class TestFile : IDisposable
    {
        public TestFile(string text, string extension)
        {
            Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"causal-{Guid.NewGuid():N}{extension}");
            Stream stream = File.Create(Path);
            if (extension.EndsWith(".gz", StringComparison.Ordinal))
                stream = new GZipStream(stream, CompressionLevel.Fastest);
            using var writer = new StreamWriter(stream);
            writer.Write(text);
        }

        public string Path { get; }

        public void Dispose() => File.Delete(Path);
    }
}
