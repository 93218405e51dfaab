// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Conformance;

[TestClass]
public class TextLoadingTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        [LoadColumn(0)]
        public string Name { get; set; } = "";

        [LoadColumn(1)]
        public bool Treated { get; set; }

        [LoadColumn(2, 4), VectorType(3)]
        public float[] Features { get; set; } = [];

        [LoadColumn(5)]
        public DateTime When { get; set; }
    }

    [TestMethod]
    public void Class_WithLoadColumns_IsReadWithHeaderAndSeparator()
    {
        using var file = new TemporaryFile("name,w,x1,x2,x3,when\nann,1,0.5,-2,1e3,2024-05-17\nbob,false,1,2,3,2024-05-18\n");

        IDataView view = _ml.Data.LoadFromTextFile<Row>(file.Path, separatorChar: ',', hasHeader: true);

        CollectionAssert.AreEqual(new[] { "Name", "Treated", "Features", "When" }, view.Schema.Names());
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 3), view.Schema["Features"].Type);
        CollectionAssert.AreEqual(new[] { "ann", "bob" }, view.Texts("Name"));
        CollectionAssert.AreEqual(new[] { true, false }, view.Values<bool>("Treated"));
        CollectionAssert.AreEqual(new[] { 0.5f, -2f, 1000f }, view.Vectors<float>("Features")[0]);
        Assert.AreEqual(new DateTime(2024, 5, 17), view.Values<DateTime>("When")[0]);
    }

    [TestMethod]
    public void Header_WithOptions_GivesSlotNamesToVectors()
    {
        using var file = new TemporaryFile("name,w,x1,x2,x3,when\nann,1,0.5,-2,1e3,2024-05-17\n");

        var options = new TextLoader.Options { Columns = [new("Features", DataKind.Single, 2, 4)], Separators = [','], HasHeader = true };
        DataViewSchema schema = _ml.Data.LoadFromTextFile(file.Path, options).Schema;

        CollectionAssert.AreEqual(new[] { "x1", "x2", "x3" }, schema["Features"].SlotNames());
    }

    [TestMethod]
    public void Columns_GivenAtRunTime_ReadScalarsRangesAndKeys()
    {
        using var file = new TemporaryFile("1\t2\t3\t0\n4\t5\t6\t2\n");
        var loader = _ml.Data.CreateTextLoader(
        [
            new TextLoader.Column("First", DataKind.Int32, 0),
            new TextLoader.Column("Rest", DataKind.Single, 1, 2),
            new TextLoader.Column("Key", DataKind.UInt32, [new TextLoader.Range(3)], new KeyCount(3)),
        ]);

        IDataView view = loader.Load(new MultiFileSource(file.Path));

        CollectionAssert.AreEqual(new[] { 1, 4 }, view.Values<int>("First"));
        CollectionAssert.AreEqual(new[] { 5f, 6f }, view.Vectors<float>("Rest")[1]);
        Assert.AreEqual(new KeyDataViewType(typeof(uint), 3), view.Schema["Key"].Type);
        CollectionAssert.AreEqual(new[] { 1u, 3u }, view.Values<uint>("Key"));
        Assert.IsNull(view.GetRowCount());
    }

    [TestMethod]
    public void MissingFields_AreEmptyTextZeroOrNaN()
    {
        using var file = new TemporaryFile("a,1\n,\nb\n");
        TextLoader.Column[] columns = [new("T", DataKind.String, 0), new("X", DataKind.Single, 1)];

        IDataView plain = _ml.Data.LoadFromTextFile(file.Path, columns, separatorChar: ',');
        IDataView nan = _ml.Data.LoadFromTextFile(file.Path,
            new TextLoader.Options { Columns = columns, Separators = [','], MissingRealsAsNaNs = true });

        CollectionAssert.AreEqual(new[] { "a", "", "b" }, plain.Texts("T"));
        CollectionAssert.AreEqual(new[] { 1f, 0f, 0f }, plain.Values<float>("X"));
        CollectionAssert.AreEqual(new[] { 1f, float.NaN, float.NaN }, nan.Values<float>("X"));
    }

    [TestMethod]
    public void Number_ThatCannotBeRead_IsNaN()
    {
        using var file = new TemporaryFile("1\nabc\n?\nNaN\nInfinity\n1e-3\n");

        float[] values = _ml.Data.LoadFromTextFile(file.Path, [new("X", DataKind.Single, 0)]).Values<float>("X");

        CollectionAssert.AreEqual(new[] { 1f, float.NaN, float.NaN, float.NaN, float.PositiveInfinity, 1e-3f }, values);
    }

    [TestMethod]
    public void Quoting_KeepsSeparatorsAndDoubledQuotes()
    {
        using var file = new TemporaryFile("\"a,b\",1\n\"say \"\"hi\"\"\",2\nplain,3\n");
        TextLoader.Column[] columns = [new("T", DataKind.String, 0), new("X", DataKind.Single, 1)];

        IDataView view = _ml.Data.LoadFromTextFile(file.Path, columns, separatorChar: ',', allowQuoting: true);

        CollectionAssert.AreEqual(new[] { "a,b", "say \"hi\"", "plain" }, view.Texts("T"));
        CollectionAssert.AreEqual(new[] { 1f, 2f, 3f }, view.Values<float>("X"));
    }

    [TestMethod]
    public void Quotes_WithoutQuoting_AreKept()
    {
        using var file = new TemporaryFile("\"a\",1\n");

        IDataView view = _ml.Data.LoadFromTextFile(file.Path, [new("T", DataKind.String, 0)], separatorChar: ',');

        CollectionAssert.AreEqual(new[] { "\"a\"" }, view.Texts("T"));
    }

    [TestMethod]
    public void Whitespace_BeforeAFieldIsDropped_AfterItIsKept_InsideQuotesIsKept()
    {
        using var file = new TemporaryFile(" a  , 1 \n\" b \" ,2\n");
        TextLoader.Column[] columns = [new("T", DataKind.String, 0), new("X", DataKind.Single, 1)];

        IDataView view = _ml.Data.LoadFromTextFile(file.Path, columns, ',', allowQuoting: true);

        CollectionAssert.AreEqual(new[] { "a  ", " b " }, view.Texts("T"));
        CollectionAssert.AreEqual(new[] { 1f, 2f }, view.Values<float>("X"));
    }

    [TestMethod]
    public void Separators_MayBeSeveral()
    {
        using var file = new TemporaryFile("1;2,3\n");
        var options = new TextLoader.Options { Columns = [new("X", DataKind.Single, 0, 2)], Separators = [',', ';'] };

        CollectionAssert.AreEqual(new[] { 1f, 2f, 3f }, _ml.Data.LoadFromTextFile(file.Path, options).Vectors<float>("X")[0]);
    }

    [TestMethod]
    public void MaxRows_StopsThere()
    {
        using var file = new TemporaryFile("1\n2\n3\n");
        var options = new TextLoader.Options { Columns = [new("X", DataKind.Single, 0)], MaxRows = 2 };

        CollectionAssert.AreEqual(new[] { 1f, 2f }, _ml.Data.LoadFromTextFile(file.Path, options).Values<float>("X"));
    }

    [TestMethod]
    public void BlankLines_AreSkipped_AndOrderIsKept()
    {
        using var file = new TemporaryFile(string.Concat(Enumerable.Range(0, 5000).Select(i => i % 7 == 0 ? $"{i}\n\n" : $"{i}\r\n")));

        int[] values = _ml.Data.LoadFromTextFile(file.Path, [new("X", DataKind.Int32, 0)]).Values<int>("X");

        CollectionAssert.AreEqual(Enumerable.Range(0, 5000).ToArray(), values);
    }

    [TestMethod]
    public void File_Missing_Throws()
    {
        string path = Path.Combine(Path.GetTempPath(), "causal-no-such-file.csv");

        Assert.Throws<Exception>(() => _ml.Data.LoadFromTextFile(path, [new("X", DataKind.Single, 0)]).Values<float>("X"));
    }

    [TestMethod]
    public void Loader_TellsItsSchemaBeforeLoading()
    {
        TextLoader loader = _ml.Data.CreateTextLoader<Row>(separatorChar: ',', hasHeader: true);

        CollectionAssert.AreEqual(new[] { "Name", "Treated", "Features", "When" }, loader.GetOutputSchema().Names());
    }
}
