// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Conformance;

[TestClass]
public class RowOperationsTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        public float Number { get; set; }

        [VectorType(2)]
        public float[] Pair { get; set; } = [0, 0];
    }

    private IDataView View(params float[] numbers) =>
        _ml.Data.LoadFromEnumerable(numbers.Select(number => new Row { Number = number, Pair = [number, 1] }).ToArray());

    [TestMethod]
    public void FilterByColumn_KeepsLowerBoundDropsUpperBoundAndNaN()
    {
        IDataView filtered = _ml.Data.FilterRowsByColumn(View(1, 2, 3, 4, float.NaN), "Number", lowerBound: 2, upperBound: 4);

        CollectionAssert.AreEqual(new[] { 2f, 3f }, filtered.Values<float>("Number"));
    }

    [TestMethod]
    public void FilterByColumn_WithoutUpperBound_KeepsTheRest()
    {
        IDataView filtered = _ml.Data.FilterRowsByColumn(View(1, 2, 1e30f), "Number", lowerBound: 2);

        CollectionAssert.AreEqual(new[] { 2f, 1e30f }, filtered.Values<float>("Number"));
    }

    [TestMethod]
    public void FilterByColumn_MissingColumn_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.FilterRowsByColumn(View(1), "Nothing", 0, 1));

    [TestMethod]
    public void FilterByMissingValues_DropsNaNInScalarsAndVectors()
    {
        IDataView byScalar = _ml.Data.FilterRowsByMissingValues(View(1, float.NaN, 3), "Number");
        IDataView byVector = _ml.Data.FilterRowsByMissingValues(View(1, float.NaN, 3), "Pair");

        CollectionAssert.AreEqual(new[] { 1f, 3f }, byScalar.Values<float>("Number"));
        CollectionAssert.AreEqual(new[] { 1f, 3f }, byVector.Values<float>("Number"));
    }

    [TestMethod]
    public void TakeAndSkip_CountFromTheStart()
    {
        IDataView view = View(1, 2, 3, 4, 5);

        CollectionAssert.AreEqual(new[] { 1f, 2f }, _ml.Data.TakeRows(view, 2).Values<float>("Number"));
        CollectionAssert.AreEqual(new[] { 4f, 5f }, _ml.Data.SkipRows(view, 3).Values<float>("Number"));
        Assert.AreEqual(5, _ml.Data.TakeRows(view, 50).Values<float>("Number").Length);
        Assert.AreEqual(0, _ml.Data.SkipRows(view, 50).Values<float>("Number").Length);
    }

    [TestMethod]
    public void Shuffle_IsAPermutationGivenByItsSeed()
    {
        IDataView view = View([.. Enumerable.Range(0, 500).Select(i => (float)i)]);
        float[] Shuffled(int seed) => _ml.Data.ShuffleRows(view, seed).Values<float>("Number");

        CollectionAssert.AreEqual(Shuffled(1), Shuffled(1));
        CollectionAssert.AreNotEqual(Shuffled(1), Shuffled(2));
        CollectionAssert.AreNotEqual(view.Values<float>("Number"), Shuffled(1));
        CollectionAssert.AreEquivalent(view.Values<float>("Number"), Shuffled(1));
    }

    [TestMethod]
    public void Shuffle_MovesWholeRows()
    {
        IDataView shuffled = _ml.Data.ShuffleRows(View(3, 1, 4, 1, 5, 9, 2, 6), seed: 7);

        foreach (Row row in _ml.Data.CreateEnumerable<Row>(shuffled, reuseRowObject: false))
            CollectionAssert.AreEqual(new[] { row.Number, 1f }, row.Pair);
    }

    [TestMethod]
    public void Cache_ReadsItsSourceOnce()
    {
        int reads = 0;
        IEnumerable<Row> Rows()
        {
            reads++;
            for (int i = 0; i < 10; i++)
                yield return new Row { Number = i, Pair = [i, i] };
        }

        IDataView cached = _ml.Data.Cache(_ml.Data.LoadFromEnumerable(Rows()), "Number", "Pair");
        float[] first = cached.Values<float>("Number"), second = cached.Values<float>("Number");
        float[][] pairs = cached.Vectors<float>("Pair");

        Assert.AreEqual(1, reads);
        CollectionAssert.AreEqual(first, second);
        CollectionAssert.AreEqual(new[] { 9f, 9f }, pairs[9]);
        Assert.IsTrue(cached.CanShuffle);
        Assert.AreEqual(10L, cached.GetRowCount());
    }
}
