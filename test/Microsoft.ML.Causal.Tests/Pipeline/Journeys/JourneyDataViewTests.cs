// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Pipeline;

[TestClass]
public class JourneyDataViewTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Journeys_WithKeys_KeepTheValuesOfTheKeys()
    {
        IDataView log = _mlContext.Data.LoadFromEnumerable(JourneyLog.Small());
        IDataView keyed = _mlContext.Transforms.Conversion.MapValueToKey("Item").Append(_mlContext.Transforms.Conversion.MapValueToKey("User")).Fit(log).Transform(log);

        using JourneyDataView journeys = _mlContext.Causal().Data.Journeys(keyed, JourneyLog.Options);

        var item = (VectorDataViewType)journeys.Schema["Item"].Type;
        Assert.IsFalse(item.IsKnownSize);
        Assert.AreEqual(3UL, ((KeyDataViewType)item.ItemType).Count);
        VBuffer<ReadOnlyMemory<char>> values = default;
        journeys.Schema["Item"].GetKeyValues(ref values);
        CollectionAssert.AreEqual(new[] { "a", "b", "c" }, values.DenseValues().Select(value => value.ToString()).ToArray());
        IDataView named = _mlContext.Transforms.Conversion.MapKeyToValue("Item").Append(_mlContext.Transforms.Conversion.MapKeyToValue("User"))
            .Fit(journeys).Transform(journeys);
        StringAssert.StartsWith(JourneyLog.Text(_mlContext, named)[0], "ann: a b a |");
    }

    [TestMethod]
    public void Journeys_WithTexts_BecomeKeysInAPipeline()
    {
        using JourneyDataView journeys = View(JourneyLog.Small());

        IDataView keyed = _mlContext.Transforms.Conversion.MapValueToKey("Item").Fit(journeys).Transform(journeys);

        Assert.IsInstanceOfType<KeyDataViewType>(((VectorDataViewType)keyed.Schema["Item"].Type).ItemType);
        IDataView named = _mlContext.Transforms.Conversion.MapKeyToValue("Item").Fit(keyed).Transform(keyed);
        StringAssert.StartsWith(JourneyLog.Text(_mlContext, named)[0], "ann: a b a |");
    }

    [TestMethod]
    public void Journeys_ReadTwiceAndTogether_AreTheSame()
    {
        using JourneyDataView journeys = View(JourneyLog.Long(50, seed: 2));
        string[] expected = JourneyLog.Text(_mlContext, journeys);

        using DataViewRowCursor a = journeys.GetRowCursor(journeys.Schema), b = journeys.GetRowCursor([journeys.Schema["Cost"]]);
        ValueGetter<VBuffer<float>> first = a.GetGetter<VBuffer<float>>(journeys.Schema["Cost"]), second = b.GetGetter<VBuffer<float>>(journeys.Schema["Cost"]);
        VBuffer<float> x = default, y = default;
        int rows = 0;
        for (; a.MoveNext() & b.MoveNext(); rows++)
        {
            first(ref x);
            second(ref y);
            CollectionAssert.AreEqual(x.DenseValues().ToArray(), y.DenseValues().ToArray());
        }

        Assert.AreEqual(50, rows);
        Assert.IsFalse(a.MoveNext());
        CollectionAssert.AreEqual(expected, JourneyLog.Text(_mlContext, journeys));
        Assert.IsNull(journeys.GetRowCount());
    }

    [TestMethod]
    public void Journeys_CachedAndSaved_AreTheSame()
    {
        TouchRow[] rows = JourneyLog.Long(60, seed: 4);
        using JourneyDataView journeys = View(rows);
        string[] expected = JourneyLog.Text(_mlContext, journeys);
        using var file = new Conformance.TemporaryFile();
        using (FileStream stream = File.Create(file.Path))
            _mlContext.Data.SaveAsBinary(journeys, stream);

        CollectionAssert.AreEqual(expected, JourneyLog.Text(_mlContext, _mlContext.Data.Cache(journeys)));
        CollectionAssert.AreEqual(expected, JourneyLog.Text(_mlContext, _mlContext.Data.LoadFromBinary(file.Path)));
    }

    [TestMethod]
    public void Journeys_SplitByUser_AreDividedWithoutLoss()
    {
        using JourneyDataView journeys = View(JourneyLog.Long(80, seed: 8));

        DataOperationsCatalog.TrainTestData split = _mlContext.Data.TrainTestSplit(journeys, 0.3, samplingKeyColumnName: "User");

        string[] train = JourneyLog.Text(_mlContext, split.TrainSet), test = JourneyLog.Text(_mlContext, split.TestSet);
        Assert.IsTrue(train.Length > test.Length && test.Length > 5, $"{train.Length} and {test.Length}");
        CollectionAssert.AreEquivalent(JourneyLog.Text(_mlContext, journeys), train.Concat(test).ToArray());
    }

    [TestMethod]
    public void Journeys_OfAColumnThatWasNotAskedFor_Say()
    {
        using JourneyDataView journeys = View(JourneyLog.Small());
        using DataViewRowCursor cursor = journeys.GetRowCursor([journeys.Schema["Length"]]);

        Assert.IsFalse(cursor.IsColumnActive(journeys.Schema["Cost"]));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => cursor.GetGetter<VBuffer<float>>(journeys.Schema["Cost"]));
        Assert.ThrowsExactly<InvalidOperationException>(() => cursor.GetGetter<float>(journeys.Schema["Length"]));
    }

    [TestMethod]
    public void Journeys_ReadToTheEnd_LogTheirCountsOnce()
    {
        List<string> messages = [];
        _mlContext.Log += (_, message) => messages.Add(message.Message);
        using JourneyDataView journeys = View(JourneyLog.Small());

        JourneyLog.Text(_mlContext, journeys);
        JourneyLog.Text(_mlContext, journeys);

        Assert.AreEqual(1, messages.Count(message => message.Contains("4 touches make 2 journeys", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Journeys_OfALongJourneyInOrder_TakeTheMemoryOfAShortOne()
    {
        // One user, a million touches: kept, they would take far more than the bound.
        IEnumerable<TouchRow> Touches()
        {
            TouchRow row = new() { User = "u", Item = "i" };
            for (int j = 0; j < 1_000_000; j++)
            {
                row.Time = j;
                yield return row;
            }
        }

        using JourneyDataView journeys = _mlContext.Causal().Data.Journeys(
            _mlContext.Data.LoadFromEnumerable(Touches()), JourneyLog.Options with { Order = JourneyOrder.Grouped, ContextColumnNames = [] });
        using DataViewRowCursor cursor = journeys.GetRowCursor(journeys.Schema.Where(column => column.Name is "Cost" or "TimeToEnd" or "Length" or "Channel"));
        long before = GC.GetTotalMemory(forceFullCollection: true);

        Assert.IsTrue(cursor.MoveNext());

        // Threads of tests before this one may still allocate: what the cursor holds is there at each look, what they do is not.
        long held = Enumerable.Range(0, 5).Min(_ => GC.GetTotalMemory(forceFullCollection: true)) - before;
        Assert.IsTrue(held < 1 << 20, $"{held} bytes");
        Assert.IsFalse(cursor.MoveNext());
        Assert.AreEqual(999_984, journeys.Counts!.Value.Cut);
    }

    private JourneyDataView View(TouchRow[] rows) => _mlContext.Causal().Data.Journeys(_mlContext.Data.LoadFromEnumerable(rows), JourneyLog.Options);
}
