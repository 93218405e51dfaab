// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Pipeline.TouchRows;

[TestClass]
public class TouchRowViewTests
{
    private static readonly TouchRowOptions _withContent = new() { TouchVectorWidths = new Dictionary<string, int> { ["Content"] = 2 } };

    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void ToTouchRows_OfJourneys_HasARowForEachScoredTouch()
    {
        IDataView rows = _mlContext.Causal().Data.ToTouchRows(Journeys(), _withContent);

        CollectionAssert.AreEqual(
            new[] { "Journey", "Position", "Item", "Number", "Match", "Uplift", "Content", "Context", "Label", "Name" }, rows.Schema.Select(column => column.Name).ToArray());
        Touch[] touches = [.. _mlContext.Data.CreateEnumerable<Touch>(rows, reuseRowObject: false)];
        // The second journey is empty; the oldest touch of the third has no effect.
        Assert.AreEqual("1/0 1/1 3/1 3/2", string.Join(' ', touches.Select(touch => $"{touch.Journey}/{touch.Position}")));
        CollectionAssert.AreEqual(new uint[] { 1, 2, 4, 0 }, touches.Select(touch => touch.Item).ToArray());
        CollectionAssert.AreEqual(new[] { 1f, 2, 4, 0 }, touches.Select(touch => touch.Number).ToArray());
        CollectionAssert.AreEqual(new[] { .1f, .2f, .4f, .5f }, touches.Select(touch => touch.Uplift).ToArray());
        CollectionAssert.AreEqual(new[] { .5f, .25f, float.NaN, float.NaN }, touches.Select(touch => touch.Match).ToArray());
        CollectionAssert.AreEqual(new[] { true, true, false, false }, touches.Select(touch => touch.Label).ToArray());
        CollectionAssert.AreEqual(new[] { "a", "a", "c", "c" }, touches.Select(touch => touch.Name).ToArray());
        CollectionAssert.AreEqual(new[] { 2f, 20, 4, 40 }, touches.Skip(1).Take(2).SelectMany(touch => touch.Content).ToArray());
        CollectionAssert.AreEqual(new[] { 3f, 33 }, touches[3].Context);
    }

    [TestMethod]
    public void ToTouchRows_KeepingUnscored_HasTheOldestTouchAsWell()
    {
        IDataView rows = _mlContext.Causal().Data.ToTouchRows(Journeys(), _withContent with { KeepUnscored = true });

        CollectionAssert.AreEqual(new[] { .1f, .2f, float.NaN, .4f, .5f }, rows.GetColumn<float>("Uplift").ToArray());
        CollectionAssert.AreEqual(new[] { 0, 1, 0, 1, 2 }, rows.GetColumn<int>("Position").ToArray());
    }

    [TestMethod]
    public void ToTouchRows_OfNamedKeys_KeepsTheirNames()
    {
        IDataView texts = _mlContext.Data.LoadFromEnumerable([new Texts { Item = ["x", "y"], Uplift = [1, 2] }]);
        IDataView keys = _mlContext.Transforms.Conversion.MapValueToKey("Item").Fit(texts).Transform(texts);

        IDataView rows = _mlContext.Causal().Data.ToTouchRows(keys);
        IDataView back = _mlContext.Transforms.Conversion.MapKeyToValue("Item").Fit(rows).Transform(rows);

        CollectionAssert.AreEqual(new[] { "x", "y" }, back.GetColumn<string>("Item").ToArray());
        CollectionAssert.AreEqual(new[] { "x", "y" }, _mlContext.Causal().Data.ToTouchRows(texts).GetColumn<string>("Item").ToArray());
    }

    [TestMethod]
    public void ToTouchRows_NamingColumns_HasThoseAlone()
    {
        IDataView rows = _mlContext.Causal().Data.ToTouchRows(Journeys(), new TouchRowOptions
        {
            TouchColumnNames = ["Uplift", "Item"], RowColumnNames = ["Label"], JourneyColumnName = "Group", PositionColumnName = "Place",
        });

        CollectionAssert.AreEqual(new[] { "Group", "Place", "Uplift", "Item", "Label" }, rows.Schema.Select(column => column.Name).ToArray());
        Assert.AreEqual(4, rows.GetColumn<float>("Uplift").Count());
    }

    [TestMethod]
    public void ToTouchRows_OfAColumnOfAnotherLength_NamesColumnAndJourney()
    {
        IDataView rows = _mlContext.Causal().Data.ToTouchRows(Journeys());

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => rows.GetColumn<float>("Content").ToArray());

        Assert.AreEqual(
            "Column 'Content' has 4 entries in journey 1 (from 1), whose 'Uplift' has 2 touches of 1; leave it out of TouchRowOptions.TouchColumnNames, or give its "
            + "width in TouchVectorWidths.", error.Message);
    }

    [TestMethod]
    public void ToTouchRows_OfWhatIsNotScored_SaysSo()
    {
        IDataView plain = _mlContext.Data.LoadFromEnumerable([new { Label = true }]);

        StringAssert.StartsWith(
            Assert.ThrowsExactly<ArgumentException>(() => _mlContext.Causal().Data.ToTouchRows(plain)).Message, "Could not find uplift column 'Uplift'.");
        StringAssert.StartsWith(
            Assert.ThrowsExactly<ArgumentException>(() => _mlContext.Causal().Data.ToTouchRows(Journeys(), _withContent with { TouchColumnNames = ["Label"] })).Message,
            "Schema mismatch for touch column 'Label': expected a vector with one entry per touch, got Boolean.");
        StringAssert.StartsWith(
            Assert.ThrowsExactly<ArgumentException>(() => _mlContext.Causal().Data.ToTouchRows(Journeys(), _withContent with { PositionColumnName = "Name" })).Message,
            "Two columns of touch rows would be called 'Name'.");
    }

    [TestMethod]
    public void ToTouchRows_OfAScoredModel_TrainsARegression()
    {
        AttributionSample sample = AttributionSample.Draw(rows: 1000, seed: 5);
        IDataView logs = sample.ToDataView(_mlContext);
        IDataView scored = _mlContext.Causal().AlmMta(new AlmMtaOptions
        {
            TouchKeyColumnNames = ["Item"], ProxyColumnName = "ProxyMedium", CoreEpochs = 2, OutcomeEpochs = 2, Stack = AlmMtaStack.Off, Intervals = false, Seed = 1,
        }).Fit(logs).Transform(logs);

        IDataView rows = _mlContext.Causal().Data.ToTouchRows(scored, new TouchRowOptions { TouchVectorWidths = new Dictionary<string, int> { ["Content"] = 16 } });

        Assert.AreEqual(sample.Touches, rows.GetColumn<float>("Uplift").Count());
        // The label of a ranking model is what the attribution model says; any trainer reads such rows.
        var model = _mlContext.Regression.Trainers.FastTree("Uplift", "Content", numberOfTrees: 5).Fit(rows);
        Assert.IsTrue(model.Transform(rows).GetColumn<float>("Score").Distinct().Count() > 10);

        CoverageCurve curve = _mlContext.Causal().Data.CoverageCurve(scored, [0, .9]);
        Assert.AreEqual((1000L, (long)sample.Touches), (curve.Journeys, curve.Touches));
        Assert.AreEqual((1.0, sample.Touches / 1000.0), (curve.Points[0].Coverage, curve.Points[0].Depth));
        Assert.IsTrue(curve.Points[1].Coverage is > 0 and < 1);
    }

    private IDataView Journeys() => _mlContext.Data.LoadFromEnumerable(
    [
        new Journey { Item = [1, 2], Number = [1, 2], Match = [.5f, .25f], Uplift = [.1f, .2f], Content = [1, 10, 2, 20], Context = [1, 11], Label = true, Name = "a" },
        new Journey { Context = [2, 22], Name = "b" },
        new Journey { Item = [3, 4, 0], Number = [3, 4, 0], Uplift = [float.NaN, .4f, .5f], Content = [3, 30, 4, 40, 0, 0], Context = [3, 33], Name = "c" },
    ]);

    private sealed class Journey
    {
        [KeyType(5)]
        public uint[] Item { get; set; } = [];

        public float[] Number { get; set; } = [];

        public float[] Match { get; set; } = [];

        public float[] Uplift { get; set; } = [];

        public float[] Content { get; set; } = [];

        [VectorType(2)]
        public float[] Context { get; set; } = [];

        public bool Label { get; set; }

        public string Name { get; set; } = "";
    }

    private sealed class Texts
    {
        public string[] Item { get; set; } = [];

        public float[] Uplift { get; set; } = [];
    }

    private sealed class Touch
    {
        [KeyType(uint.MaxValue)]
        public uint Journey { get; set; }

        public int Position { get; set; }

        [KeyType(5)]
        public uint Item { get; set; }

        public float Number { get; set; }

        public float Match { get; set; }

        public float Uplift { get; set; }

        public float[] Content { get; set; } = [];

        public float[] Context { get; set; } = [];

        public bool Label { get; set; }

        public string Name { get; set; } = "";
    }
}
