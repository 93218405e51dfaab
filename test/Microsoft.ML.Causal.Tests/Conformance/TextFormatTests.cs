// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Conformance;

[TestClass]
public class TextFormatTests
{
    private readonly MLContext _ml = new(seed: 1);

    private IDataView Load(TemporaryFile file, params TextLoader.Column[] columns) => _ml.Data.LoadFromTextFile(file.Path, columns);

    [TestMethod]
    [DataRow("abc", DataKind.Int32)]
    [DataRow("+3", DataKind.Int32)]
    [DataRow("3 ", DataKind.Int32)]
    [DataRow("-3", DataKind.UInt32)]
    [DataRow("300", DataKind.Byte)]
    [DataRow("maybe", DataKind.Boolean)]
    [DataRow("yesterday", DataKind.DateTime)]
    public void Field_OfTheWrongType_NamesLineAndColumn(string field, DataKind kind)
    {
        using var file = new TemporaryFile($"\n{field}\n");

        Exception error = Assert.Throws<FormatException>(() => Load(file, new TextLoader.Column("C", kind, 0)).Preview());

        StringAssert.Contains(error.Message, $"Could not parse value {field} in line 2, column C");
    }

    [TestMethod]
    public void Boolean_HasItsWords()
    {
        using var file = new TemporaryFile("1\nYES\nTrue\nt\n+\n+1\n0\nno\nfalse\nF\n-\n-1\n");

        bool[] values = Load(file, new TextLoader.Column("B", DataKind.Boolean, 0)).Values<bool>("B");

        CollectionAssert.AreEqual(Enumerable.Range(0, 12).Select(i => i < 6).ToArray(), values);
    }

    [TestMethod]
    public void Keys_OutOfRange_AreMissing()
    {
        using var file = new TemporaryFile("0\n2\n3\nabc\n-1\n");

        uint[] keys = Load(file, new TextLoader.Column("K", DataKind.UInt32, [new(0)], new KeyCount(3))).Values<uint>("K");

        CollectionAssert.AreEqual(new[] { 1u, 3u, 0u, 0u, 0u }, keys);
    }

    [TestMethod]
    public void Range_ToTheLinesEnd_MayVaryOrBeFound()
    {
        using var file = new TemporaryFile("1\t2\t3\n4\t5\t6\n");
        using var ragged = new TemporaryFile("1\t2\t3\n4\t5\n");
        TextLoader.Options Options(TextLoader.Range range) => new() { Columns = [new("V", DataKind.Single, [range])] };

        IDataView found = _ml.Data.LoadFromTextFile(file.Path, Options(new TextLoader.Range(1, null)));
        IDataView varying = _ml.Data.LoadFromTextFile(ragged.Path, Options(new TextLoader.Range { Min = 1, VariableEnd = true }));

        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 2), found.Schema["V"].Type);
        CollectionAssert.AreEqual(new[] { 5f, 6f }, found.Vectors<float>("V")[1]);
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single), varying.Schema["V"].Type);
        CollectionAssert.AreEqual(new[] { 5f }, varying.Vectors<float>("V")[1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.LoadFromTextFile(ragged.Path, Options(new TextLoader.Range(1, null))));
    }

    [TestMethod]
    public void AllOtherFields_GoToOneColumn()
    {
        using var file = new TemporaryFile("1\t2\t3\n");

        IDataView view = Load(
            file,
            new TextLoader.Column("Middle", DataKind.Single, 1),
            new TextLoader.Column("Rest", DataKind.Single, [new TextLoader.Range { Min = 0, Max = 2, AllOther = true }]));

        CollectionAssert.AreEqual(new[] { 1f, 3f }, view.Vectors<float>("Rest")[0]);
    }

    [TestMethod]
    public void NoColumns_MeansALabelAndFeatures()
    {
        using var file = new TemporaryFile("1\t2\t3\n");

        IDataView view = _ml.Data.LoadFromTextFile(file.Path, new TextLoader.Options());

        CollectionAssert.AreEqual(new[] { 1f }, view.Values<float>("Label"));
        CollectionAssert.AreEqual(new[] { 2f, 3f }, view.Vectors<float>("Features")[0]);
    }

    [TestMethod]
    public void SparseLines_SavedByDefault_AreLoadedBack()
    {
        var row = new Sparse { Features = [0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0] };
        using var file = new TemporaryFile();
        using (FileStream stream = File.Create(file.Path))
            _ml.Data.SaveAsText(_ml.Data.LoadFromEnumerable([row]), stream, headerRow: false, schema: false);

        Assert.AreEqual("12\t7:5", File.ReadAllText(file.Path).TrimEnd());
        IDataView back = _ml.Data.LoadFromTextFile(file.Path, [new("Features", DataKind.Single, 0, 11)], allowSparse: true);
        CollectionAssert.AreEqual(row.Features, back.Vectors<float>("Features")[0]);
    }

    [TestMethod]
    public void Quotes_MayHoldLineBreaksAndEscapes()
    {
        using var file = new TemporaryFile("\"a\nb\",1\n\"say \\\"hi\\\"\",2\n\"broken\"x,3\n");
        var options = new TextLoader.Options
        {
            AllowQuoting = true,
            ReadMultilines = true,
            EscapeChar = '\\',
            Separators = [','],
            Columns = [new("T", DataKind.String, 0), new("X", DataKind.Single, 1)],
        };

        IDataView view = _ml.Data.LoadFromTextFile(file.Path, options);

        CollectionAssert.AreEqual(new[] { "a\nb", "say \"hi\"", "" }, view.Texts("T"));
        CollectionAssert.AreEqual(new[] { 1f, 2f, 3f }, view.Values<float>("X"));
    }

    [TestMethod]
    public void Decimals_MayBeMarkedByAComma()
    {
        using var file = new TemporaryFile("1,5\n");
        var options = new TextLoader.Options { Columns = [new("X", DataKind.Single, 0)], DecimalMarker = ',' };

        CollectionAssert.AreEqual(new[] { 1.5f }, _ml.Data.LoadFromTextFile(file.Path, options).Values<float>("X"));
    }

    [TestMethod]
    public void Comments_ByHash_StandOnlyBeforeTheFirstLine()
    {
        using var file = new TemporaryFile("# one\n// two\na\n# b\n// three\nc\n");

        CollectionAssert.AreEqual(new[] { "a", "# b", "c" }, Load(file, new TextLoader.Column("T", DataKind.String, 0)).Texts("T"));
    }

    private sealed class Sparse
    {
        [VectorType(12)]
        public float[] Features { get; set; } = [];
    }
}
