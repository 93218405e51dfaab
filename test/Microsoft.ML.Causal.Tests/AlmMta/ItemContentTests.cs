// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta;

[TestClass]
public class ItemContentTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Read_OfTextItems_FindsThemByTheValuesOfTheKeys()
    {
        ItemContentTable table = Read(Texts([new() { Name = "c", Content = [5, 6] }, new() { Name = "a", Content = [1, 2] }, new() { Name = "z", Content = [7, 8] }]));

        // The keys are a, b, c in the order of their appearance; nothing is known of b, and z is nobody's key.
        CollectionAssert.AreEqual(new[] { 0f, 0, 1, 2, 0, 0, 5, 6 }, table.Values);
        CollectionAssert.AreEqual(new[] { false, true, false, true }, table.HasContent);
        Assert.AreEqual(2, table.Width);
    }

    [TestMethod]
    public void Read_OfNumberedItems_FindsThemByTheValuesOfTheKeys()
    {
        DataViewSchema.Column keys = _mlContext.Transforms.Conversion.MapValueToKey("Key", nameof(TextItem.Number))
            .Fit(Texts([new() { Number = 70 }, new() { Number = 30 }])).Transform(Texts([])).Schema["Key"];
        IDataView items = Texts([new() { Number = 30, Content = [3, 4] }]);

        ItemContentTable table = ItemContentTable.Read(new ItemContent(items) { ItemColumnName = nameof(TextItem.Number) }, keys);

        CollectionAssert.AreEqual(new[] { 0f, 0, 0, 0, 3, 4 }, table.Values);
    }

    [TestMethod]
    public void Read_OfKeysWithoutValues_TakesThemAsTheyAre()
    {
        // ML.NET counts the keys of single numbers from 0.
        IDataView touches = _mlContext.Data.LoadFromEnumerable([new KeyItem { Item = 0, Content = [9, 9] }, new KeyItem { Item = 2, Content = [1, 2] }]);

        ItemContentTable table = ItemContentTable.Read(new ItemContent(touches), touches.Schema["Item"]);

        CollectionAssert.AreEqual(new[] { 0f, 0, 9, 9, 0, 0, 1, 2 }, table.Values);
    }

    [TestMethod]
    public void Read_OfAnItemThatIsThereTwice_CountsIt() => Assert.AreEqual(
        "Item column 'Item' names 1 items more than once; give each item one row.",
        Refused([new() { Name = "a" }, new() { Name = "b" }, new() { Name = "a" }]));

    [TestMethod]
    public void Read_OfAVectorWithAMissingNumber_CountsIt() => Assert.AreEqual(
        "Item content column 'Content' is NaN or infinite for 1 items; leave such items out, they then fall back to their cluster.",
        Refused([new() { Name = "a", Content = [1, float.NaN] }]));

    [TestMethod]
    public void Read_OfItemsThatNoTouchShows_SaysSo() => Assert.AreEqual(
        "Item column 'Item' names no item of touch key column 'Key'; both must write an item in one way.", Refused([new() { Name = "A" }]));

    [TestMethod]
    public void Read_OfItemsThatCannotBeCompared_NamesBothColumns()
    {
        var content = new ItemContent(Texts([])) { ItemColumnName = nameof(TextItem.Number) };

        var error = Assert.ThrowsExactly<ArgumentException>(() => ItemContentTable.Read(content, Keys()));

        StringAssert.StartsWith(
            error.Message, "Schema mismatch for item column 'Number': expected what the keys of touch key column 'Key' stand for: a text or a number of the values' type, "
            + "or keys of the same kind, got Int32.");
    }

    [TestMethod]
    public void Read_OfATableWithoutTheColumn_NamesIt()
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => ItemContentTable.Read(new ItemContent(Texts([])) { ContentColumnName = "Vector" }, Keys()));

        StringAssert.StartsWith(error.Message, "Could not find item content column 'Vector'.");
    }

    [TestMethod]
    public void Fit_WithItemContent_ScoresWithoutAContentColumn()
    {
        AttributionSample sample = AttributionSample.Draw(rows: 2000, seed: 5);
        // The last item is left out: it falls back to its cluster, a k-means one of the others' content.
        IDataView items = _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, AttributionWorld.Items - 1).Select(item => new KeyedContent
        {
            Item = (uint)item, Content = [.. sample.World.Content(item).ToArray().Select(v => (float)v)],
        }));
        using var folder = new TemporaryFolder();
        IDataView logs = sample.ToDataView(_mlContext, AttributionSplit.Train);
        var options = new AlmMtaOptions
        {
            TouchKeyColumnNames = [nameof(AttributionRow.Item)], ItemContent = new ItemContent(items), WorkContentColumnName = nameof(AttributionRow.Upload),
            MatchColumnName = nameof(AttributionRow.MatchCosine), UserColumnName = nameof(AttributionRow.User), CoreEpochs = 3, OutcomeEpochs = 3, Seed = 3, CheckpointFolder = folder.Path,
        };
        List<string> said = [];
        _mlContext.Log += (_, e) => said.Add(e.RawMessage);

        AlmMtaTransformer model = _mlContext.Causal().AlmMta(options).Fit(logs);
        ITransformer loaded = EstimatorContract.SaveAndLoad(_mlContext, model, logs.Schema);

        Assert.IsFalse(said.Any(message => message.Contains("no placebo items", StringComparison.Ordinal)), "works were not matched with placebo items");
        long shown = 0, known = 0;
        foreach (AttributionRow row in _mlContext.Data.CreateEnumerable<AttributionRow>(logs, reuseRowObject: true))
            (shown, known) = (shown + row.Item.Length, known + row.Item.Count(item => item < AttributionWorld.Items));
        Assert.AreEqual(known / (double)shown, model.Diagnostics!.ItemContentShare);
        IDataView bare = _mlContext.Transforms.SelectColumns(nameof(AttributionRow.Context), nameof(AttributionRow.Item)).Fit(logs).Transform(logs);
        EstimatorContract.SameScores<Effects>(_mlContext, model, loaded, bare);
        Effects[] effects = EstimatorContract.Scores<Effects>(_mlContext, loaded, bare);
        Assert.IsTrue(effects.SelectMany(row => row.Uplift).Distinct().Count() > 600, "content does not tell touches apart");
    }

    private DataViewSchema.Column Keys() => _mlContext.Transforms.Conversion.MapValueToKey("Key", "Item")
        .Fit(Texts([new() { Name = "a" }, new() { Name = "b" }, new() { Name = "c" }])).Transform(Texts([])).Schema["Key"];

    private ItemContentTable Read(IDataView items) => ItemContentTable.Read(new ItemContent(items), Keys());

    private string Refused(TextItem[] items) => Assert.ThrowsExactly<InvalidOperationException>(() => Read(Texts(items))).Message;

    private IDataView Texts(TextItem[] items) => _mlContext.Data.LoadFromEnumerable(items);

    private sealed class TextItem
    {
        [ColumnName("Item")]
        public string Name { get; set; } = "";

        public int Number { get; set; }

        [VectorType(2)]
        public float[] Content { get; set; } = [1, 1];
    }

    private sealed class KeyItem
    {
        [KeyType(3)]
        public uint Item { get; set; }

        [VectorType(2)]
        public float[] Content { get; set; } = [];
    }

    private sealed class KeyedContent
    {
        [KeyType(AttributionWorld.Items)]
        public uint Item { get; set; }

        [VectorType(AttributionWorld.ContentWidth)]
        public float[] Content { get; set; } = [];
    }

    private sealed class Effects
    {
        public float[] Uplift { get; set; } = [];
    }
}
