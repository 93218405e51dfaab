// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using static Microsoft.ML.Transforms.ValueToKeyMappingEstimator;

namespace Microsoft.ML.Causal.Tests.Conformance;

[TestClass]
public class KeyMappingTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        public string Text { get; set; } = "";
        public float Number { get; set; }
        public string[] Words { get; set; } = [];
    }

    private IDataView View(params string[] texts) =>
        _ml.Data.LoadFromEnumerable(texts.Select(text => new Row { Text = text, Words = text.Split(' ') }).ToArray());

    [TestMethod]
    public void Keys_ByOccurrence_CountFromOne()
    {
        IDataView view = View("b", "a", "b", "c");

        IDataView keyed = _ml.Transforms.Conversion.MapValueToKey("Key", "Text").Fit(view).Transform(view);

        Assert.AreEqual(new KeyDataViewType(typeof(uint), 3), keyed.Schema["Key"].Type);
        CollectionAssert.AreEqual(new[] { 1u, 2u, 1u, 3u }, keyed.Values<uint>("Key"));
    }

    [TestMethod]
    public void Keys_ByValue_AreSorted()
    {
        IDataView view = View("b", "a", "c");

        IDataView keyed = _ml.Transforms.Conversion.MapValueToKey("Key", "Text", keyOrdinality: KeyOrdinality.ByValue).Fit(view).Transform(view);

        CollectionAssert.AreEqual(new[] { 2u, 1u, 3u }, keyed.Values<uint>("Key"));
    }

    [TestMethod]
    public void Value_NeverSeenOrEmpty_IsTheMissingKey()
    {
        ITransformer model = _ml.Transforms.Conversion.MapValueToKey("Key", "Text").Fit(View("b", "", "a"));

        IDataView keyed = model.Transform(View("z", "a", ""));

        Assert.AreEqual(new KeyDataViewType(typeof(uint), 2), keyed.Schema["Key"].Type);
        CollectionAssert.AreEqual(new[] { 0u, 2u, 0u }, keyed.Values<uint>("Key"));
    }

    [TestMethod]
    public void Keys_BeyondTheirMaximum_AreMissing()
    {
        IDataView view = View("a", "b", "c");

        IDataView keyed = _ml.Transforms.Conversion.MapValueToKey("Key", "Text", maximumNumberOfKeys: 2).Fit(view).Transform(view);

        CollectionAssert.AreEqual(new[] { 1u, 2u, 0u }, keyed.Values<uint>("Key"));
    }

    [TestMethod]
    public void KeyValues_AreAnAnnotation()
    {
        IDataView view = View("b", "a");
        IDataView keyed = _ml.Transforms.Conversion.MapValueToKey("Key", "Text").Fit(view).Transform(view);

        VBuffer<ReadOnlyMemory<char>> values = default;
        keyed.Schema["Key"].GetKeyValues(ref values);

        CollectionAssert.AreEqual(new[] { "b", "a" }, values.DenseValues().Select(value => value.ToString()).ToArray());
    }

    [TestMethod]
    public void Vectors_ShareOneSetOfKeys()
    {
        IDataView view = View("b a b", "c b");

        IDataView keyed = _ml.Transforms.Conversion.MapValueToKey("Keys", "Words").Fit(view).Transform(view);

        Assert.AreEqual(new VectorDataViewType(new KeyDataViewType(typeof(uint), 3)), keyed.Schema["Keys"].Type);
        CollectionAssert.AreEqual(new[] { 1u, 2u, 1u }, keyed.Vectors<uint>("Keys")[0]);
        CollectionAssert.AreEqual(new[] { 3u, 1u }, keyed.Vectors<uint>("Keys")[1]);
    }

    [TestMethod]
    public void Numbers_AreMappedByValue()
    {
        IDataView view = _ml.Data.LoadFromEnumerable([new Row { Number = 2.5f }, new Row { Number = -1 }, new Row { Number = 2.5f }]);

        IDataView keyed = _ml.Transforms.Conversion.MapValueToKey("Key", "Number").Fit(view).Transform(view);

        CollectionAssert.AreEqual(new[] { 1u, 2u, 1u }, keyed.Values<uint>("Key"));
    }

    [TestMethod]
    public void KeyToValue_GivesTheTextsBack_EmptyForMissing()
    {
        ITransformer model = _ml.Transforms.Conversion.MapValueToKey("Key", "Text")
            .Append(_ml.Transforms.Conversion.MapKeyToValue("Back", "Key")).Fit(View("b", "a"));

        IDataView back = model.Transform(View("a", "z", "b"));

        Assert.AreEqual(TextDataViewType.Instance, back.Schema["Back"].Type);
        CollectionAssert.AreEqual(new[] { "a", "", "b" }, back.Texts("Back"));
    }

    [TestMethod]
    public void KeyToValue_OfSomethingElse_Throws() =>
        Assert.Throws<Exception>(() => _ml.Transforms.Conversion.MapKeyToValue("Back", "Number").Fit(View("a")));

    [TestMethod]
    public void Column_Missing_NamesIt()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.Conversion.MapValueToKey("Key", "Nothing").Fit(View("a")));

        StringAssert.Contains(error.Message, "Could not find input column 'Nothing'");
    }
}
