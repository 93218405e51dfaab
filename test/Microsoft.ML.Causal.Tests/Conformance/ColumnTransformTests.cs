// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Conformance;

[TestClass]
public class ColumnTransformTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        public float A { get; set; } = 1;
        public float B { get; set; } = 2;
        public double D { get; set; } = 3;

        [VectorType(2)]
        public float[] V { get; set; } = [5, 6];

        public float[] Free { get; set; } = [7, 8, 9];
        public string Text { get; set; } = "t";
    }

    private IDataView View => _ml.Data.LoadFromEnumerable([new Row()]);

    private IDataView Apply(IEstimator<ITransformer> estimator) => estimator.Fit(View).Transform(View);

    [TestMethod]
    public void CopyColumns_AddsTheColumnWithItsTypeAndAnnotations()
    {
        IDataView named = Apply(_ml.Transforms.Concatenate("F", "A", "B").Append(_ml.Transforms.CopyColumns("G", "F")));

        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 2), named.Schema["G"].Type);
        CollectionAssert.AreEqual(new[] { "A", "B" }, named.Schema["G"].SlotNames());
        CollectionAssert.AreEqual(new[] { 1f, 2f }, named.Vectors<float>("G")[0]);
    }

    [TestMethod]
    public void CopyColumns_OverAnExistingName_HidesTheOld()
    {
        IDataView copied = Apply(_ml.Transforms.CopyColumns("A", "Text"));

        Assert.AreEqual(7, copied.Schema.Count);
        Assert.IsTrue(copied.Schema[0].IsHidden);
        CollectionAssert.AreEqual(new[] { "t" }, copied.Texts("A"));
    }

    [TestMethod]
    public void CopyColumns_MissingInput_NamesTheColumn()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Apply(_ml.Transforms.CopyColumns("Z", "Nothing")));

        StringAssert.Contains(error.Message, "Could not find input column 'Nothing'");
    }

    [TestMethod]
    public void DropColumns_LeavesTheRestInOrder()
    {
        CollectionAssert.AreEqual(new[] { "A", "D", "Free", "Text" }, Apply(_ml.Transforms.DropColumns("B", "V")).Schema.Names());
    }

    [TestMethod]
    public void DropColumns_OfANameThatHides_RemovesBoth()
    {
        IDataView dropped = Apply(_ml.Transforms.CopyColumns("A", "Text").Append(_ml.Transforms.DropColumns("A")));

        Assert.IsNull(dropped.Schema.GetColumnOrNull("A"));
        CollectionAssert.AreEqual(new[] { "B", "D", "V", "Free", "Text" }, dropped.Schema.Names());
    }

    [TestMethod]
    public void SelectColumns_KeepsTheOrderOfItsList()
    {
        IDataView selected = Apply(_ml.Transforms.SelectColumns("Text", "A"));

        CollectionAssert.AreEqual(new[] { "Text", "A" }, selected.Schema.VisibleNames());
        CollectionAssert.AreEqual(new[] { 1f }, selected.Values<float>("A"));
    }

    [TestMethod]
    public void SelectColumns_Missing_Throws()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Apply(_ml.Transforms.SelectColumns("Nothing")));

        StringAssert.Contains(error.Message, "Nothing");
    }

    [TestMethod]
    public void Concatenate_JoinsScalarsAndVectorsInOrder()
    {
        IDataView joined = Apply(_ml.Transforms.Concatenate("F", "B", "V", "A"));

        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 4), joined.Schema["F"].Type);
        CollectionAssert.AreEqual(new[] { 2f, 5f, 6f, 1f }, joined.Vectors<float>("F")[0]);
    }

    [TestMethod]
    public void Concatenate_OfScalars_NamesItsSlots()
    {
        CollectionAssert.AreEqual(new[] { "B", "A" }, Apply(_ml.Transforms.Concatenate("F", "B", "A")).Schema["F"].SlotNames());
    }

    [TestMethod]
    public void Concatenate_OfNamedSlots_PutsTheirColumnBeforeThem()
    {
        IDataView joined = Apply(_ml.Transforms.Concatenate("F", "B", "A").Append(_ml.Transforms.Concatenate("G", "A", "F", "V")));

        CollectionAssert.AreEqual(new[] { "A", "F.B", "F.A", "", "" }, joined.Schema["G"].SlotNames());
    }

    [TestMethod]
    public void Concatenate_WithAVectorOfNoFixedSize_HasNone()
    {
        IDataView joined = Apply(_ml.Transforms.Concatenate("F", "A", "Free"));

        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single), joined.Schema["F"].Type);
        CollectionAssert.AreEqual(new[] { 1f, 7f, 8f, 9f }, joined.Vectors<float>("F")[0]);
    }

    [TestMethod]
    public void Concatenate_MissingColumn_NamesIt()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Apply(_ml.Transforms.Concatenate("F", "A", "Nothing")));

        StringAssert.Contains(error.Message, "Could not find input column 'Nothing'");
    }

    [TestMethod]
    public void Concatenate_OfDifferentTypes_SaysExpectedAndFound()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Apply(_ml.Transforms.Concatenate("F", "A", "D")));

        StringAssert.Contains(error.Message, "Schema mismatch for input column 'D'");
        StringAssert.Contains(error.Message, "Single");
        StringAssert.Contains(error.Message, "Double");
    }
}
