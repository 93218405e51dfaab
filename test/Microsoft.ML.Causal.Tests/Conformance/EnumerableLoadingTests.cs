// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Conformance;

[TestClass]
public class EnumerableLoadingTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        public float Number { get; set; }
        public string? Text { get; set; }
        public bool Flag { get; set; }
        public DateTime When { get; set; }
        public int Count { get; set; }

        [VectorType(2)]
        public float[] Pair { get; set; } = [0, 0];

        public float[]? Many { get; set; }

        [KeyType(5)]
        public uint Key { get; set; }

        [ColumnName("Renamed")]
        public double Other { get; set; }

        [NoColumn]
        public object? Ignored { get; set; }

        public ReadOnlyMemory<char> Memory { get; set; }
    }

    private sealed class FieldRow
    {
        public float Number = 0;
        public string[]? Words = null;
    }

    [TestMethod]
    public void Schema_OfAClass_FollowsItsMembersAndAttributes()
    {
        DataViewSchema schema = _ml.Data.LoadFromEnumerable(Array.Empty<Row>()).Schema;

        CollectionAssert.AreEqual(
            new[] { "Number", "Text", "Flag", "When", "Count", "Pair", "Many", "Key", "Renamed", "Memory" }, schema.Names());
        Assert.AreEqual(NumberDataViewType.Single, schema["Number"].Type);
        Assert.AreEqual(TextDataViewType.Instance, schema["Text"].Type);
        Assert.AreEqual(BooleanDataViewType.Instance, schema["Flag"].Type);
        Assert.AreEqual(DateTimeDataViewType.Instance, schema["When"].Type);
        Assert.AreEqual(NumberDataViewType.Int32, schema["Count"].Type);
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 2), schema["Pair"].Type);
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single), schema["Many"].Type);
        Assert.AreEqual(new KeyDataViewType(typeof(uint), 5), schema["Key"].Type);
        Assert.AreEqual(NumberDataViewType.Double, schema["Renamed"].Type);
        Assert.AreEqual(TextDataViewType.Instance, schema["Memory"].Type);
    }

    [TestMethod]
    public void Fields_AreColumnsToo()
    {
        IDataView view = _ml.Data.LoadFromEnumerable([new FieldRow { Number = 4, Words = ["a", "b"] }]);

        Assert.AreEqual(4f, view.Values<float>("Number").Single());
        CollectionAssert.AreEqual(new[] { "a", "b" },
            view.Vectors<ReadOnlyMemory<char>>("Words")[0].Select(word => word.ToString()).ToArray());
    }

    [TestMethod]
    public void Values_AreReadAsWritten_NullsAsEmpty()
    {
        var when = new DateTime(2024, 5, 17, 8, 30, 0);
        IDataView view = _ml.Data.LoadFromEnumerable(
        [
            new Row { Number = float.NaN, Text = null, Flag = true, When = when, Many = null, Key = 3, Other = 0.5 },
            new Row { Number = -2, Text = "x y", Many = [1, 0, 3], Pair = [7, 8], Memory = "kept".AsMemory() },
        ]);

        CollectionAssert.AreEqual(new[] { float.NaN, -2f }, view.Values<float>("Number"));
        CollectionAssert.AreEqual(new[] { "", "x y" }, view.Texts("Text"));
        CollectionAssert.AreEqual(new[] { true, false }, view.Values<bool>("Flag"));
        Assert.AreEqual(when, view.Values<DateTime>("When")[0]);
        CollectionAssert.AreEqual(new[] { 0.5, 0.0 }, view.Values<double>("Renamed"));
        CollectionAssert.AreEqual(new[] { "", "kept" }, view.Texts("Memory"));
        CollectionAssert.AreEqual(new[] { 7f, 8f }, view.Vectors<float>("Pair")[1]);
        Assert.AreEqual(0, view.Vectors<float>("Many")[0].Length);
        CollectionAssert.AreEqual(new[] { 1f, 0f, 3f }, view.Vectors<float>("Many")[1]);
    }

    [TestMethod]
    public void RowCount_OfAListIsKnown_OfAnEnumerationIsNot()
    {
        Row[] rows = [new(), new(), new()];

        Assert.AreEqual(3L, _ml.Data.LoadFromEnumerable(rows).GetRowCount());
        Assert.IsNull(_ml.Data.LoadFromEnumerable(rows.Select(row => row)).GetRowCount());
    }

    [TestMethod]
    public void Enumeration_IsRunAgainByEachCursor()
    {
        int starts = 0;
        IEnumerable<FieldRow> Rows()
        {
            starts++;
            yield return new FieldRow { Number = starts };
        }

        IDataView view = _ml.Data.LoadFromEnumerable(Rows());
        int before = starts;
        view.Values<float>("Number");
        view.Values<float>("Number");

        Assert.AreEqual(0, before);
        Assert.AreEqual(2, starts);
    }

    [TestMethod]
    public void SchemaDefinition_OverridesNameAndSize()
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(Row));
        definition["Many"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 3);
        definition["Number"].ColumnName = "Amount";

        IDataView view = _ml.Data.LoadFromEnumerable([new Row { Number = 5, Many = [1, 2, 3] }], definition);

        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 3), view.Schema["Many"].Type);
        Assert.IsNull(view.Schema.GetColumnOrNull("Number"));
        Assert.AreEqual(5f, view.Values<float>("Amount").Single());
    }

    [TestMethod]
    public void SchemaDefinition_Annotation_ReachesTheSchema()
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(Row));
        definition["Pair"].AddAnnotation("SlotNames",
            new VBuffer<ReadOnlyMemory<char>>(2, ["left".AsMemory(), "right".AsMemory()]),
            new VectorDataViewType(TextDataViewType.Instance, 2));

        IDataView view = _ml.Data.LoadFromEnumerable(Array.Empty<Row>(), definition);

        CollectionAssert.AreEqual(new[] { "left", "right" }, view.Schema["Pair"].SlotNames());
    }

    [TestMethod]
    public void Array_OfAnotherLengthThanItsVectorType_IsNotChecked()
    {
        // Whoever reads a vector of fixed size must look at the length of each value.
        IDataView view = _ml.Data.LoadFromEnumerable([new Row { Pair = [1] }, new Row { Pair = null! }]);

        CollectionAssert.AreEqual(new[] { 1, 0 }, view.Vectors<float>("Pair").Select(pair => pair.Length).ToArray());
    }

    private sealed class KeyRow
    {
        [KeyType(5)]
        public uint Key { get; set; }
    }

    [TestMethod]
    public void Keys_InAClassCountFromZero_InTheViewFromOne_OutOfRangeIsMissing()
    {
        IDataView view = _ml.Data.LoadFromEnumerable(new uint[] { 0, 1, 4, 5 }.Select(key => new KeyRow { Key = key }));

        CollectionAssert.AreEqual(new[] { 1u, 2u, 5u, 0u }, view.Values<uint>("Key"));
    }

    private sealed class NarrowRow
    {
        public string Text { get; set; } = "";
        public float[] Many { get; set; } = [];
    }

    private sealed class StrangerRow
    {
        public float Number { get; set; }
        public float Stranger { get; set; } = 11;
    }

    private sealed class WrongTypeRow
    {
        public double Number { get; set; }
    }

    [TestMethod]
    public void CreateEnumerable_ReadsTheMembersOfItsClassOnly()
    {
        IDataView view = _ml.Data.LoadFromEnumerable([new Row { Text = "a", Many = [1] }, new Row { Text = "b", Many = [2, 3] }]);

        NarrowRow[] rows = [.. _ml.Data.CreateEnumerable<NarrowRow>(view, reuseRowObject: false)];

        CollectionAssert.AreEqual(new[] { "a", "b" }, rows.Select(row => row.Text).ToArray());
        CollectionAssert.AreEqual(new[] { 2f, 3f }, rows[1].Many);
        Assert.AreNotSame(rows[0], rows[1]);
    }

    [TestMethod]
    public void CreateEnumerable_ReusingItsRow_YieldsOneObject()
    {
        IDataView view = _ml.Data.LoadFromEnumerable([new Row { Text = "a" }, new Row { Text = "b" }]);

        NarrowRow[] rows = [.. _ml.Data.CreateEnumerable<NarrowRow>(view, reuseRowObject: true)];

        Assert.AreSame(rows[0], rows[1]);
        Assert.AreEqual("b", rows[0].Text);
    }

    [TestMethod]
    public void CreateEnumerable_MissingColumn_ThrowsUnlessIgnored()
    {
        IDataView view = _ml.Data.LoadFromEnumerable([new Row { Number = 3 }]);

        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => _ml.Data.CreateEnumerable<StrangerRow>(view, reuseRowObject: false).ToArray());
        StringAssert.Contains(error.Message, "column 'Stranger'");
        StrangerRow row = _ml.Data.CreateEnumerable<StrangerRow>(view, reuseRowObject: false, ignoreMissingColumns: true).Single();
        Assert.AreEqual((3f, 11f), (row.Number, row.Stranger));
    }

    [TestMethod]
    public void CreateEnumerable_OfAnotherType_Throws()
    {
        IDataView view = _ml.Data.LoadFromEnumerable([new Row()]);

        var error = Assert.Throws<InvalidOperationException>(
            () => _ml.Data.CreateEnumerable<WrongTypeRow>(view, reuseRowObject: false).ToArray());
        StringAssert.Contains(error.Message, "Can't bind the IDataView column 'Number' of type 'Single' to field or property 'Number' of type 'System.Double'");
    }
}
