// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Conformance;

[TestClass]
public class KeyFractionTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        public float X { get; set; }

        [KeyType(4)]
        public uint Key { get; set; }
    }

    // Values 4 and 5 are outside the key's range, so they are missing.
    private IDataView View() => _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 6).Select(i => new Row { X = i, Key = (uint)i }));

    [TestMethod]
    public void Filter_ByKeyFraction_TakesThatPartOfTheKeys()
    {
        CollectionAssert.AreEqual(new[] { 0f, 1f }, _ml.Data.FilterRowsByKeyColumnFraction(View(), "Key", 0, 0.5).Values<float>("X"));
        CollectionAssert.AreEqual(new[] { 2f, 3f }, _ml.Data.FilterRowsByKeyColumnFraction(View(), "Key", 0.5, 1).Values<float>("X"));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.FilterRowsByKeyColumnFraction(View(), "X", 0, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.FilterRowsByKeyColumnFraction(View(), "Key", 0, 1.5));
    }

    [TestMethod]
    public void Split_ByAKeyColumn_TestsOnTheFirstKeys_AndDropsMissingOnes()
    {
        DataOperationsCatalog.TrainTestData split = _ml.Data.TrainTestSplit(View(), 0.5, samplingKeyColumnName: "Key");

        CollectionAssert.AreEqual(new[] { 2f, 3f }, split.TrainSet.Values<float>("X"));
        CollectionAssert.AreEqual(new[] { 0f, 1f }, split.TestSet.Values<float>("X"));
    }

    [TestMethod]
    public void Bootstrap_AndItsComplement_ShareNoRow()
    {
        IDataView view = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 200).Select(i => new Row { X = i }));

        float[] sample = _ml.Data.BootstrapSample(view, seed: 3).Values<float>("X");
        float[] rest = _ml.Data.BootstrapSample(view, seed: 3, complement: true).Values<float>("X");

        CollectionAssert.AreEqual(
            Enumerable.Range(0, 200).Select(i => (float)i).ToArray(), sample.Concat(rest).Distinct().Order().ToArray());
        Assert.AreEqual(0, sample.Intersect(rest).Count());
        // A Poisson(1) share of e⁻¹ = 37 % of 200 rows is left out: 74 ± 7; five standard deviations either way.
        Assert.IsTrue(rest.Length is > 40 and < 108, $"{rest.Length} rows of 200 were left out");
    }
}
