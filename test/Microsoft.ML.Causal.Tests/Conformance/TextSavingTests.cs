// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Text;
using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Conformance;

[TestClass]
public class TextSavingTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        public float Number { get; set; }
        public string Text { get; set; } = "";
        public bool Flag { get; set; }

        [VectorType(2)]
        public float[] Pair { get; set; } = [];
    }

    private IDataView View() => _ml.Data.LoadFromEnumerable(
    [
        new Row { Number = 0.5f, Text = "a", Flag = true, Pair = [1, 2] },
        new Row { Number = float.NaN, Text = "b c", Flag = false, Pair = [0, 3] },
    ]);

    private string[] Saved(char separator, bool header, bool schema)
    {
        using var stream = new MemoryStream();
        _ml.Data.SaveAsText(View(), stream, separator, header, schema, forceDense: true);
        return Encoding.UTF8.GetString(stream.ToArray()).Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
    }

    [TestMethod]
    public void Rows_AreWrittenOneALine_BooleansAsDigits()
    {
        string[] lines = Saved(',', header: false, schema: false);

        CollectionAssert.AreEqual(new[] { "0.5,a,1,1,2", "?,b c,0,0,3" }, lines);
    }

    [TestMethod]
    public void Header_NamesEveryColumn()
    {
        string[] lines = Saved(',', header: true, schema: false);

        Assert.AreEqual(3, lines.Length);
        StringAssert.StartsWith(lines[0], "Number,Text,Flag,");
    }

    [TestMethod]
    public void Schema_IsWrittenAsComments()
    {
        string[] lines = Saved('\t', header: true, schema: true);

        Assert.IsTrue(lines.Any(line => line.StartsWith("#@ TextLoader{", StringComparison.Ordinal)));
        Assert.IsTrue(lines.Any(line => line.StartsWith("#@", StringComparison.Ordinal) && line.Contains("col=Number:R4:0", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void SavedFile_IsLoadedBackTheSame()
    {
        using var file = new TemporaryFile();
        using (FileStream stream = File.Create(file.Path))
            _ml.Data.SaveAsText(View(), stream, separatorChar: '\t', headerRow: true, schema: false, forceDense: true);

        IDataView back = _ml.Data.LoadFromTextFile(file.Path,
            [new("Number", DataKind.Single, 0), new("Text", DataKind.String, 1), new("Flag", DataKind.Boolean, 2), new("Pair", DataKind.Single, 3, 4)],
            hasHeader: true);

        CollectionAssert.AreEqual(View().Values<float>("Number"), back.Values<float>("Number"));
        CollectionAssert.AreEqual(View().Texts("Text"), back.Texts("Text"));
        CollectionAssert.AreEqual(View().Values<bool>("Flag"), back.Values<bool>("Flag"));
        CollectionAssert.AreEqual(new[] { 0f, 3f }, back.Vectors<float>("Pair")[1]);
    }
}
