// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Conformance;

[TestClass]
public class ValueMappingTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        public string Text { get; set; } = "";
        public int Number { get; set; }

        [KeyType(4)]
        public uint Key { get; set; }
    }

    private IDataView View => _ml.Data.LoadFromEnumerable(
    [
        new Row { Text = "a", Number = 1, Key = 0 },
        new Row { Text = "z", Number = 9, Key = 1 },
        new Row { Text = "b", Number = 2, Key = 3 },
    ]);

    [TestMethod]
    public void TextToNumber_UnknownIsZeroOrNaN()
    {
        IDataView toInt = _ml.Transforms.Conversion.MapValue("Out", new Dictionary<string, int> { ["a"] = 10, ["b"] = 20 }, "Text").Fit(View).Transform(View);
        IDataView toSingle = _ml.Transforms.Conversion.MapValue("Out", new Dictionary<string, float> { ["a"] = 0.5f }, "Text").Fit(View).Transform(View);

        CollectionAssert.AreEqual(new[] { 10, 0, 20 }, toInt.Values<int>("Out"));
        Assert.AreEqual(0.5f, toSingle.Values<float>("Out")[0]);
        Assert.AreEqual(NumberDataViewType.Single, toSingle.Schema["Out"].Type);
    }

    [TestMethod]
    public void NumberToText_UnknownIsEmpty()
    {
        IDataView mapped = _ml.Transforms.Conversion.MapValue("Out", new Dictionary<int, string> { [1] = "one", [2] = "two" }, "Number").Fit(View).Transform(View);

        CollectionAssert.AreEqual(new[] { "one", "", "two" }, mapped.Texts("Out"));
    }

    [TestMethod]
    public void ValuesAsKeys_CountFromOneInTheOrderGiven()
    {
        var pairs = new List<KeyValuePair<string, string>> { new("a", "yes"), new("b", "no") };

        IDataView mapped = _ml.Transforms.Conversion.MapValue("Out", pairs, "Text", treatValuesAsKeyType: true).Fit(View).Transform(View);

        Assert.IsInstanceOfType<KeyDataViewType>(mapped.Schema["Out"].Type);
        CollectionAssert.AreEqual(new[] { 1u, 0u, 2u }, mapped.Values<uint>("Out"));
    }

    [TestMethod]
    public void Mapping_SurvivesSaving()
    {
        ITransformer model = _ml.Transforms.Conversion.MapValue("Out", new Dictionary<string, string> { ["a"] = "α, \"β\"\n", ["b"] = "" }, "Text").Fit(View);
        using var stream = new MemoryStream();
        _ml.Model.Save(model, View.Schema, stream);
        stream.Position = 0;

        ITransformer loaded = new MLContext().Model.Load(stream, out _);

        CollectionAssert.AreEqual(new[] { "α, \"β\"\n", "", "" }, loaded.Transform(View).Texts("Out"));
    }

    [TestMethod]
    public void Column_Missing_NamesIt()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => _ml.Transforms.Conversion.MapValue("Out", new Dictionary<string, int> { ["a"] = 10 }, "Nothing").Fit(View));

        StringAssert.Contains(error.Message, "Could not find input column 'Nothing'");
    }
}
