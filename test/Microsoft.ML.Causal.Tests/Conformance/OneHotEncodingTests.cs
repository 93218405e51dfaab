// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Causal.Tests.Conformance;

[TestClass]
public class OneHotEncodingTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        public string Text { get; set; } = "";

        [VectorType(2)]
        public string[] Pair { get; set; } = ["", ""];
    }

    private IDataView View(params string[] texts) =>
        _ml.Data.LoadFromEnumerable(texts.Select(text => new Row { Text = text, Pair = [text, "b"] }).ToArray());

    [TestMethod]
    public void Indicator_HasOneSlotPerValue_NoneForUnseen()
    {
        ITransformer model = _ml.Transforms.Categorical.OneHotEncoding("Hot", "Text").Fit(View("b", "a", "c"));

        IDataView encoded = model.Transform(View("a", "z", "c"));

        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 3), encoded.Schema["Hot"].Type);
        CollectionAssert.AreEqual(new[] { "b", "a", "c" }, encoded.Schema["Hot"].SlotNames());
        float[][] rows = encoded.Vectors<float>("Hot");
        CollectionAssert.AreEqual(new[] { 0f, 1f, 0f }, rows[0]);
        CollectionAssert.AreEqual(new[] { 0f, 0f, 0f }, rows[1]);
        CollectionAssert.AreEqual(new[] { 0f, 0f, 1f }, rows[2]);
    }

    [TestMethod]
    public void Indicator_OfAVector_IsOneBlockPerSlot()
    {
        IDataView view = View("a", "b");

        IDataView encoded = _ml.Transforms.Categorical.OneHotEncoding("Hot", "Pair").Fit(view).Transform(view);

        Assert.AreEqual(4, ((VectorDataViewType)encoded.Schema["Hot"].Type).Size);
        CollectionAssert.AreEqual(new[] { 1f, 0f, 0f, 1f }, encoded.Vectors<float>("Hot")[0]);
        CollectionAssert.AreEqual(new[] { 0f, 1f, 0f, 1f }, encoded.Vectors<float>("Hot")[1]);
    }

    [TestMethod]
    public void Key_Kind_GivesKeys()
    {
        IDataView view = View("b", "a");

        IDataView encoded = _ml.Transforms.Categorical.OneHotEncoding("Key", "Text", OneHotEncodingEstimator.OutputKind.Key).Fit(view).Transform(view);

        Assert.AreEqual(new KeyDataViewType(typeof(uint), 2), encoded.Schema["Key"].Type);
        CollectionAssert.AreEqual(new[] { 1u, 2u }, encoded.Values<uint>("Key"));
    }

    [TestMethod]
    public void Output_WithoutInputName_TakesTheColumnsPlace()
    {
        IDataView view = View("b", "a");

        IDataView encoded = _ml.Transforms.Categorical.OneHotEncoding("Text").Fit(view).Transform(view);

        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 2), encoded.Schema["Text"].Type);
    }
}
