// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Conformance;

[TestClass]
public class KeyVectorTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        public string Text { get; set; } = "";
        public string[] Words { get; set; } = [];
        public float Number { get; set; }
    }

    private IDataView Keyed()
    {
        IDataView view = _ml.Data.LoadFromEnumerable(new Row[]
        {
            new() { Text = "b", Words = ["x", "y"] },
            new() { Text = "a" },
            new() { Text = "", Words = ["x", "x", "z"] },
            new() { Text = "c", Words = ["z", ""] },
        });
        return _ml.Transforms.Conversion.MapValueToKey([new("Key", "Text"), new("Keys", "Words")]).Fit(view).Transform(view);
    }

    [TestMethod]
    public void Scalar_BecomesAnIndicator_MissingIsAllZero()
    {
        IDataView view = Keyed();

        IDataView vectors = _ml.Transforms.Conversion.MapKeyToVector("Vector", "Key").Fit(view).Transform(view);

        float[][] expected = [[1, 0, 0], [0, 1, 0], [0, 0, 0], [0, 0, 1]];
        AssertRows(expected, vectors.Vectors<float>("Vector"));
        VBuffer<ReadOnlyMemory<char>> names = default;
        vectors.Schema["Vector"].GetSlotNames(ref names);
        CollectionAssert.AreEqual(new[] { "b", "a", "c" }, names.DenseValues().Select(name => name.ToString()).ToArray());
        Assert.IsTrue(vectors.Schema["Vector"].IsNormalized());
    }

    [TestMethod]
    public void Vector_Counted_IsOneVectorOfCounts()
    {
        IDataView view = Keyed();

        IDataView vectors = _ml.Transforms.Conversion.MapKeyToVector("Vector", "Keys", outputCountVector: true).Fit(view).Transform(view);

        float[][] expected = [[1, 1, 0], [0, 0, 0], [2, 0, 1], [0, 0, 1]];
        AssertRows(expected, vectors.Vectors<float>("Vector"));
    }

    [TestMethod]
    public void Vector_NotCounted_IsOneIndicatorPerItem()
    {
        IDataView view = Keyed();

        IDataView vectors = _ml.Transforms.Conversion.MapKeyToVector("Vector", "Keys").Fit(view).Transform(view);

        float[][] expected = [[1, 0, 0, 0, 1, 0], [], [1, 0, 0, 1, 0, 0, 0, 0, 1], [0, 0, 1, 0, 0, 0]];
        AssertRows(expected, vectors.Vectors<float>("Vector"));
    }

    [TestMethod]
    public void Bits_AreThoseOfTheKeyFromZero_AllSetForMissing()
    {
        IDataView view = Keyed();

        IDataView vectors = _ml.Transforms.Conversion.MapKeyToBinaryVector("Vector", "Key").Fit(view).Transform(view);

        float[][] expected = [[0, 0, 0], [0, 0, 1], [1, 1, 1], [0, 1, 0]];
        AssertRows(expected, vectors.Vectors<float>("Vector"));
    }

    [TestMethod]
    public void SomethingElse_CannotBeAKey()
    {
        IDataView view = Keyed();

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => _ml.Transforms.Conversion.MapKeyToVector("Vector", "Number").Fit(view));

        StringAssert.Contains(error.Message, "Schema mismatch for input column 'Number': expected key type of known cardinality, got Single");
    }

    private static void AssertRows(float[][] expected, float[][] actual)
    {
        Assert.HasCount(expected.Length, actual);
        for (int i = 0; i < expected.Length; i++)
            CollectionAssert.AreEqual(expected[i], actual[i], $"row {i}");
    }
}
