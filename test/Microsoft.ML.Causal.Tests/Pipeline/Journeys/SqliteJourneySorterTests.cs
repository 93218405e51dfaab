// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Pipeline;

[TestClass]
public class SqliteJourneySorterTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Journeys_BeyondTheMemoryLimit_AreThoseSortedInMemory()
    {
        TouchRow[] rows = JourneyLog.Long(3000, seed: 3);
        new RandomStream(1, "shuffle").Shuffle(rows.AsSpan());
        string folder = Directory.CreateTempSubdirectory("causal-").FullName;
        try
        {
            string[] expected = Read(rows, new InMemoryJourneySorter());
            using (JourneyDataView journeys = View(rows, new SqliteJourneySorter(1 << 20, folder)))
            {
                CollectionAssert.AreEqual(expected, JourneyLog.Text(_mlContext, journeys));
                Assert.HasCount(1, Directory.GetFiles(folder));
                CollectionAssert.AreEqual(expected, JourneyLog.Text(_mlContext, journeys));
            }

            Assert.IsEmpty(Directory.GetFiles(folder));
            Assert.HasCount(3000, expected);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    public void Journeys_WithinTheMemoryLimit_StayInMemory()
    {
        string folder = Directory.CreateTempSubdirectory("causal-").FullName;
        try
        {
            using JourneyDataView journeys = View(JourneyLog.Long(100, seed: 3), new SqliteJourneySorter(folder: folder));

            Assert.HasCount(100, JourneyLog.Text(_mlContext, journeys));
            Assert.IsEmpty(Directory.GetFiles(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    public void Journeys_OfALogFarBeyondTheLimit_TakeMemoryNearTheLimit()
    {
        const long Limit = 2 << 20;
        const int Touches = 200_000;

        // As a data view that makes its rows when asked for them, so that the log itself takes no memory.
        IEnumerable<TouchRow> Log()
        {
            RandomStream random = new(5, "log");
            TouchRow row = new() { Item = "item" };
            for (int i = 0; i < Touches; i++)
            {
                (row.Sequence, row.Time, row.Cost) = (random.NextInteger(20_000), random.NextDouble(), i);
                yield return row;
            }
        }

        JourneyOptions options = new()
        {
            UserColumnName = null, SequenceColumnName = "Sequence", NumericColumnNames = ["Cost"], MaxTouchpoints = 100, Sorter = new SqliteJourneySorter(Limit),
        };
        using JourneyDataView journeys = _mlContext.Causal().Data.Journeys(_mlContext.Data.LoadFromEnumerable(Log()), options);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        using DataViewRowCursor cursor = journeys.GetRowCursor(journeys.Schema);
        Assert.IsTrue(cursor.MoveNext());
        long grown = GC.GetTotalMemory(forceFullCollection: true) - before;

        // A touch takes some 70 bytes: 14 MB in all. The rest of the bound is for what the database's client holds.
        Assert.IsTrue(grown < 2 * Limit, $"{grown} bytes");
        while (cursor.MoveNext())
        {
        }

        Assert.AreEqual(Touches, journeys.Counts!.Value.Touches);
    }

    private string[] Read(TouchRow[] rows, JourneySorter sorter)
    {
        using JourneyDataView journeys = View(rows, sorter);
        return JourneyLog.Text(_mlContext, journeys);
    }

    private JourneyDataView View(TouchRow[] rows, JourneySorter sorter) =>
        _mlContext.Causal().Data.Journeys(_mlContext.Data.LoadFromEnumerable(rows), JourneyLog.Options with { Sorter = sorter });
}
