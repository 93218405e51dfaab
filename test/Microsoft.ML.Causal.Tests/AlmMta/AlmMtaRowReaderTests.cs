// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta;

[TestClass]
public class AlmMtaRowReaderTests
{
    private static readonly AlmMtaOptions _options = new()
    {
        TouchKeyColumnNames = [nameof(Journey.Item), nameof(Journey.Place)],
        TouchNumericColumnNames = [nameof(Journey.Number)],
        ContentColumnName = nameof(Journey.Content),
        ClusterColumnName = nameof(Journey.Cluster),
        ProxyColumnName = nameof(Journey.Proxy),
        MatchColumnName = nameof(Journey.Match),
        ExactMatchColumnName = nameof(Journey.Exact),
        WorkContentColumnName = nameof(Journey.Work),
        MaxTouchpoints = 3,
    };

    [TestMethod]
    public void Read_OfJourneys_KeepsTheMostRecentTouches()
    {
        AlmMtaRows read = Read(Journeys());

        Assert.AreEqual((1, 1L), (read.ShortenedJourneys, read.CutTouches));
        AlmMtaTrainingData data = read.Data;
        CollectionAssert.AreEqual(new[] { 0, 2, 2, 5 }, data.Offsets);
        CollectionAssert.AreEqual(new[] { 1, 2, 3, 4, 5 }, data.Keys[0]);
        CollectionAssert.AreEqual(new[] { 1f, 2, 3, 4, 5 }, data.TouchNumeric[0]);
        CollectionAssert.AreEqual(new[] { 10f, 11, 20, 21, 30, 31, 40, 41, 50, 51 }, data.Content);
        CollectionAssert.AreEqual(new[] { 1 / 8f, 0, 2 / 8f, 1 / 8f, 0 }, data.Recency);
        // The second journey has no touch, the third row no work.
        CollectionAssert.AreEqual(new[] { .6f, .8f, 0, 0, 0, 0 }, data.WorkContent);
        CollectionAssert.AreEqual(new[] { .5f, .25f, float.NaN, float.NaN, float.NaN }, data.Match);
    }

    [TestMethod]
    [DataRow(nameof(Journey.Place), "Touch key column 'Place' does not fit the touches of 'Item' in 1 of 3 rows, first in row 3 (from 1)")]
    [DataRow(nameof(Journey.Number), "Numeric touch column 'Number' does not fit the touches of 'Item' in 1 of 3 rows, first in row 3 (from 1)")]
    [DataRow(nameof(Journey.Cluster), "Cluster column 'Cluster' does not fit the touches of 'Item' in 1 of 3 rows, first in row 3 (from 1)")]
    [DataRow(nameof(Journey.Content), "Content column 'Content' does not fit the touches of 'Item' in 1 of 3 rows, first in row 3 (from 1)")]
    [DataRow(nameof(Journey.Proxy), "Proxy column 'Proxy' does not fit the touches of 'Item' in 1 of 3 rows, first in row 3 (from 1)")]
    [DataRow(nameof(Journey.Match), "Match column 'Match' does not fit the touches of 'Item' in 1 of 3 rows, first in row 3 (from 1)")]
    [DataRow(nameof(Journey.Exact), "Exact-match column 'Exact' does not fit the touches of 'Item' in 1 of 3 rows, first in row 3 (from 1)")]
    public void Read_OfAColumnOfAnotherLength_CountsTheRowsAndNamesTheFirst(string column, string problem)
    {
        Journey[] journeys = Journeys();
        System.Reflection.PropertyInfo property = typeof(Journey).GetProperty(column)!;
        property.SetValue(journeys[2], property.PropertyType == typeof(uint[]) ? new uint[] { 1, 1 } : new float[] { 0, 0, 0 });

        Assert.AreEqual($"{problem}; touch columns must be of one length in each row.", Refused(journeys));
    }

    [TestMethod]
    public void Read_OfAProxyThatIsMissing_CountsTheTouches()
    {
        Journey[] journeys = Journeys();
        journeys[0].Proxy[1] = float.NaN;

        Assert.AreEqual(
            "Proxy column 'Proxy' is NaN or infinite in 1 of 5 touches; it must be known for every touch of every row. "
            + "Give missing values a code of their own, or use AlmMtaIdentification.MatchedOutcome.", Refused(journeys));
    }

    [TestMethod]
    public void Read_OfWorks_SaysWhatDoesNotFit()
    {
        Journey[] journeys = Journeys();
        journeys[2].Work = [.6f, float.NaN];
        Assert.AreEqual(
            "Work content column 'Work' is NaN or infinite in part in 1 of 3 rows, first in row 3 (from 1); give a work all of its numbers, or none.", Refused(journeys));

        journeys[2].Work = [1, 2, 3];
        Assert.AreEqual(
            "Work content column 'Work' has 2 numbers in its first work and another count in 1 rows, first 3 in row 3 (from 1); all works need vectors of one width.",
            Refused(journeys));

        (journeys[0].Work, journeys[2].Work) = ([1, 2, 3], []);
        Assert.AreEqual(
            "Work content column 'Work' has vectors of 3 numbers where the content of touches has 2; both must come from one space.", Refused(journeys));
    }

    [TestMethod]
    [DataRow(nameof(Journey.Label), "Schema mismatch for work content column 'Label': expected Vector<Single>, got Boolean.")]
    [DataRow("Nowhere", "Could not find work content column 'Nowhere'.")]
    public void Read_OfAWorkColumnThatIsNone_NamesIt(string column, string message)
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => Read(Journeys(), _options with { WorkContentColumnName = column }));

        StringAssert.StartsWith(error.Message, message);
    }

    [TestMethod]
    public void Read_OfNewItemsWithContent_PutsThemIntoTheNearestCluster()
    {
        // Contents of 10, 20, 30, 40, 50: with as many clusters as items each is its own.
        Journey[] journeys = Journeys();
        journeys[0].Item[0] = 0;
        journeys[0].Content = [42, 43, 20, 21];

        AlmMtaTrainingData data = Read(journeys, _options with { ClusterColumnName = null }).Data;

        Assert.AreEqual(data.ClusterOfItem![4], data.Cluster![0]);
        Assert.AreEqual(0, data.ClusterOfItem[0]);
    }

    /// <summary>Three journeys of two, no and four touches; the last of them is one too long.</summary>
    private static Journey[] Journeys() =>
    [
        Make([1, 2], match: [.5f, .25f], work: [.6f, .8f]), Make([], match: [], work: [0, 0]), Make([1, 3, 4, 5], match: [], work: [float.NaN, float.NaN]),
    ];

    private static Journey Make(uint[] items, float[] match, float[] work) => new()
    {
        Item = items,
        Place = [.. items.Select(_ => 2u)],
        Cluster = [.. items.Select(item => 1 + item % 2)],
        Number = [.. items.Select(item => (float)item)],
        Content = [.. items.SelectMany(item => new[] { 10f * item, 10f * item + 1 })],
        Proxy = [.. items.Select(item => (float)(item % 2))],
        Match = match,
        Exact = [.. match.Select(_ => 0f)],
        Work = work,
        Label = match.Length > 0,
    };

    private static string Refused(Journey[] journeys) => Assert.ThrowsExactly<InvalidOperationException>(() => Read(journeys)).Message;

    private static AlmMtaRows Read(Journey[] journeys, AlmMtaOptions? options = null) =>
        AlmMtaRowReader.Read(options ?? _options, new MLContext(1).Data.LoadFromEnumerable(journeys), seed: 1);

    private sealed class Journey
    {
        [VectorType(1)]
        public float[] Context { get; set; } = [0];

        [KeyType(5)]
        public uint[] Item { get; set; } = [];

        [KeyType(2)]
        public uint[] Place { get; set; } = [];

        [KeyType(2)]
        public uint[] Cluster { get; set; } = [];

        public float[] Number { get; set; } = [];

        public float[] Content { get; set; } = [];

        public float[] Proxy { get; set; } = [];

        public float[] Match { get; set; } = [];

        public float[] Exact { get; set; } = [];

        public float[] Work { get; set; } = [];

        public bool Label { get; set; }
    }
}
