// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Conformance;

[TestClass]
public class CursorTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        public float Number { get; set; }
        public float Other { get; set; }
    }

    private IDataView View(int rows = 1000) =>
        _ml.Data.LoadFromEnumerable([.. Enumerable.Range(0, rows).Select(i => new Row { Number = i, Other = -i })]);

    [TestMethod]
    public void Position_StartsBeforeTheFirstRow()
    {
        IDataView view = View(2);
        using DataViewRowCursor cursor = view.GetRowCursor([view.Schema["Number"]]);

        var positions = new List<long> { cursor.Position };
        while (cursor.MoveNext())
            positions.Add(cursor.Position);

        CollectionAssert.AreEqual(new[] { -1L, 0L, 1L }, positions);
        Assert.IsFalse(cursor.MoveNext());
    }

    [TestMethod]
    public void Column_NotAskedFor_IsNotActive()
    {
        IDataView view = View(2);
        using DataViewRowCursor cursor = view.GetRowCursor([view.Schema["Number"]]);

        Assert.IsTrue(cursor.IsColumnActive(cursor.Schema["Number"]));
        Assert.IsFalse(cursor.IsColumnActive(cursor.Schema["Other"]));
        Assert.Throws<Exception>(() => cursor.GetGetter<float>(cursor.Schema["Other"]));
    }

    [TestMethod]
    public void Getter_OfAnotherType_ThrowsAndNamesBoth()
    {
        IDataView view = View(2);
        using DataViewRowCursor cursor = view.GetRowCursor([view.Schema["Number"]]);

        var error = Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<double>(cursor.Schema["Number"]));
        StringAssert.Contains(error.Message, "System.Double");
        StringAssert.Contains(error.Message, "System.Single");
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void CursorSet_TogetherYieldsEveryRowOnce(bool cached)
    {
        IDataView source = cached ? _ml.Data.Cache(View()) : View();
        IDataView view = _ml.Transforms.CopyColumns("Copy", "Number").Fit(source).Transform(source);
        DataViewRowCursor[] cursors = view.GetRowCursorSet([view.Schema["Copy"]], 3);
        // A cached view is always dealt out; other views may say that one cursor is what they have.
        Assert.IsTrue(cursors.Length is >= 1 and <= 3 && (!cached || cursors.Length == 3));

        var seen = new List<float>();
        foreach (DataViewRowCursor cursor in cursors)
        {
            using (cursor)
            {
                ValueGetter<float> getter = cursor.GetGetter<float>(cursor.Schema["Copy"]);
                float value = 0;
                while (cursor.MoveNext())
                {
                    getter(ref value);
                    seen.Add(value);
                }
            }
        }

        CollectionAssert.AreEquivalent(Enumerable.Range(0, 1000).Select(i => (float)i).ToArray(), seen);
    }

    [TestMethod]
    public void Ids_DifferFromRowToRowAndRepeatFromCursorToCursor()
    {
        IDataView view = View(50);

        DataViewRowId[] first = Ids(view), second = Ids(view);

        Assert.AreEqual(50, first.Distinct().Count());
        CollectionAssert.AreEqual(first, second);
    }

    [TestMethod]
    public void RandomCursor_OfACachedView_VisitsEveryRowInTheOrderOfItsSeed()
    {
        IDataView view = _ml.Data.Cache(View(50));

        float[] first = Shuffled(view, 5), again = Shuffled(view, 5), other = Shuffled(view, 6);

        CollectionAssert.AreEqual(first, again);
        CollectionAssert.AreNotEqual(first, other);
        CollectionAssert.AreEquivalent(view.Values<float>("Number"), first);
    }

    [TestMethod]
    public void RandomCursor_OfRowsThatCannotBeShuffled_KeepsTheirOrder()
    {
        IDataView view = View(50);

        Assert.IsFalse(view.CanShuffle);
        CollectionAssert.AreEqual(view.Values<float>("Number"), Shuffled(view, 5));
    }

    [TestMethod]
    public void NoColumns_StillCountsRows()
    {
        using DataViewRowCursor cursor = View(7).GetRowCursor([]);
        int rows = 0;
        while (cursor.MoveNext())
            rows++;

        Assert.AreEqual(7, rows);
    }

    private static DataViewRowId[] Ids(IDataView view)
    {
        using DataViewRowCursor cursor = view.GetRowCursor([]);
        ValueGetter<DataViewRowId> getter = cursor.GetIdGetter();
        var ids = new List<DataViewRowId>();
        DataViewRowId id = default;
        while (cursor.MoveNext())
        {
            getter(ref id);
            ids.Add(id);
        }

        return [.. ids];
    }

    private static float[] Shuffled(IDataView view, int seed)
    {
        using DataViewRowCursor cursor = view.GetRowCursor([view.Schema["Number"]], new Random(seed));
        ValueGetter<float> getter = cursor.GetGetter<float>(cursor.Schema["Number"]);
        var values = new List<float>();
        float value = 0;
        while (cursor.MoveNext())
        {
            getter(ref value);
            values.Add(value);
        }

        return [.. values];
    }
}
