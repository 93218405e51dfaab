// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Causal.Samples;
using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Samples;

[TestClass]
public class JourneyFilesTests
{
    private const string Rows = "row,x,y\na,1,0\nb,2,1\nc,3,1\n";

    [TestMethod]
    public void Read_OfTouchesInAnyOrder_JoinsThemByRowAndPosition()
    {
        using var rows = new TemporaryFile(".csv", Rows);
        using var touches = new TemporaryFile(".csv", "row,pos,item,match\nc,1,i2,0.5\na,0,i1,\nc,0,i3,1\n");

        JourneyTable table = Read(rows, touches);
        IDataView view = table.View([2, 1], ["x", "item", "match"]);

        CollectionAssert.AreEqual(new[] { 0, 1, 1, 3 }, table.Offsets);
        CollectionAssert.AreEqual(new[] { 0, 0, 1 }, table.Positions);
        CollectionAssert.AreEqual(new[] { 3f, 2f }, view.GetColumn<float>("x").ToArray());
        string[][] items = [.. view.GetColumn<string[]>("item")];
        CollectionAssert.AreEqual(new[] { "i3", "i2" }, items[0]);
        Assert.IsEmpty(items[1]);
        CollectionAssert.AreEqual(new[] { float.NaN, 1f, 0.5f }, table.Touches<float>("match"));
    }

    [TestMethod]
    [DataRow("row,pos,item,match\nd,0,i1,1\n", "line 2, column 'row': '{0}' has no such row.")]
    [DataRow("row,pos,item,match\na,-1,i1,1\n", "line 2, column 'pos': a whole number of at least 0 was expected, but the field holds something else.")]
    [DataRow("row,item,match\na,i1,1\n", "line 1, column 'pos': the header lacks this column; it has row, item, match.")]
    public void Read_OfTouchesThatDoNotFit_NamesFileLineAndColumn(string text, string problem)
    {
        using var rows = new TemporaryFile(".csv", Rows);
        using var touches = new TemporaryFile(".csv", text);

        var error = Assert.ThrowsExactly<InputException>(() => Read(rows, touches));

        Assert.AreEqual($"'{touches.Path}', {string.Format(null, problem, rows.Path)}", error.Message);
    }

    [TestMethod]
    public void Read_OfARowThatIsThereTwice_NamesTheLine()
    {
        using var rows = new TemporaryFile(".csv", "row,x,y\na,1,0\na,2,1\n");
        using var touches = new TemporaryFile(".csv", "row,pos,item,match\n");

        var error = Assert.ThrowsExactly<InputException>(() => Read(rows, touches));

        Assert.AreEqual($"'{rows.Path}', line 3, column 'row': this row was there before; each may be there once.", error.Message);
    }

    [TestMethod]
    public void Read_OfAVectorInOneField_SplitsItAtBlanks()
    {
        using var rows = new TemporaryFile(".csv", "row,u\na,0.5 -1\nb,\n");
        using var touches = new TemporaryFile(".csv", "row,pos\n");

        JourneyTable table = JourneyFiles.Read(rows.Path, touches.Path, [("u", new VectorDataViewType(NumberDataViewType.Single, 2))]);

        CollectionAssert.AreEqual(new[] { .5f, -1, float.NaN, float.NaN }, table.RowVectors("u"));
        CollectionAssert.AreEqual(new[] { .5f, -1 }, table.View([0], ["u"]).GetColumn<float[]>("u").Single());
    }

    [TestMethod]
    [DataRow("1 2 3")]
    [DataRow("1")]
    [DataRow("1 x")]
    public void Read_OfAVectorThatDoesNotFit_NamesTheLine(string vector)
    {
        using var rows = new TemporaryFile(".csv", $"row,u\na,{vector}\n");
        using var touches = new TemporaryFile(".csv", "row,pos\n");

        var error = Assert.ThrowsExactly<InputException>(
            () => JourneyFiles.Read(rows.Path, touches.Path, [("u", new VectorDataViewType(NumberDataViewType.Single, 2))]));

        Assert.AreEqual(
            $"'{rows.Path}', line 2, column 'u': 2 finite numbers with blanks between, or nothing, was expected, but the field holds something else.", error.Message);
    }

    private static JourneyTable Read(TemporaryFile rows, TemporaryFile touches) => JourneyFiles.Read(rows.Path, touches.Path,
    [
        ("x", NumberDataViewType.Single), ("y", BooleanDataViewType.Instance), ("item", new VectorDataViewType(TextDataViewType.Instance)),
        ("match", new VectorDataViewType(NumberDataViewType.Single)),
    ]);
}
