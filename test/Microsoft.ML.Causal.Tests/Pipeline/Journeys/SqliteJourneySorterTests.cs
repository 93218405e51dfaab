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
        TouchRow[] rows = JourneyLog.Long(9000, seed: 3);
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
            Assert.HasCount(9000, expected);
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

    private string[] Read(TouchRow[] rows, JourneySorter sorter)
    {
        using JourneyDataView journeys = View(rows, sorter);
        return JourneyLog.Text(_mlContext, journeys);
    }

    private JourneyDataView View(TouchRow[] rows, JourneySorter sorter) =>
        _mlContext.Causal().Data.Journeys(_mlContext.Data.LoadFromEnumerable(rows), JourneyLog.Options with { Sorter = sorter });
}
