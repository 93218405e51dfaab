// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Causal.Tests.Conformance;

[TestClass]
public class MissingValueTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        public float X { get; set; }

        [VectorType(2)]
        public float[] V { get; set; } = [0, 0];
    }

    private IDataView View => _ml.Data.LoadFromEnumerable(
    [
        new Row { X = 1, V = [1, 10] },
        new Row { X = float.NaN, V = [float.NaN, 20] },
        new Row { X = 4, V = [4, float.NaN] },
    ]);

    private IDataView Replaced(string column, MissingValueReplacingEstimator.ReplacementMode mode, bool bySlot = true) =>
        _ml.Transforms.ReplaceMissingValues("Out", column, mode, bySlot).Fit(View).Transform(View);

    [TestMethod]
    public void DefaultValue_IsZero() => CollectionAssert.AreEqual(new[] { 1f, 0f, 4f },
        Replaced("X", MissingValueReplacingEstimator.ReplacementMode.DefaultValue).Values<float>("Out"));

    [TestMethod]
    public void Mean_IsThatOfTheRowsPresent() => CollectionAssert.AreEqual(new[] { 1f, 2.5f, 4f },
        Replaced("X", MissingValueReplacingEstimator.ReplacementMode.Mean).Values<float>("Out"));

    [TestMethod]
    public void MinimumAndMaximum_AreThoseOfTheRowsPresent()
    {
        Assert.AreEqual(1f, Replaced("X", MissingValueReplacingEstimator.ReplacementMode.Minimum).Values<float>("Out")[1]);
        Assert.AreEqual(4f, Replaced("X", MissingValueReplacingEstimator.ReplacementMode.Maximum).Values<float>("Out")[1]);
    }

    [TestMethod]
    public void Vector_BySlot_TakesEachSlotsMean()
    {
        float[][] rows = Replaced("V", MissingValueReplacingEstimator.ReplacementMode.Mean).Vectors<float>("Out");

        CollectionAssert.AreEqual(new[] { 2.5f, 20f }, rows[1]);
        CollectionAssert.AreEqual(new[] { 4f, 15f }, rows[2]);
    }

    [TestMethod]
    public void Vector_NotBySlot_TakesOneMeanForAll()
    {
        float[][] rows = Replaced("V", MissingValueReplacingEstimator.ReplacementMode.Mean, bySlot: false).Vectors<float>("Out");

        CollectionAssert.AreEqual(new[] { 8.75f, 20f }, rows[1]);
    }

    [TestMethod]
    public void Values_LearnedInFit_AreUsedOnOtherRows()
    {
        ITransformer model = _ml.Transforms.ReplaceMissingValues("Out", "X", MissingValueReplacingEstimator.ReplacementMode.Mean).Fit(View);

        IDataView other = model.Transform(_ml.Data.LoadFromEnumerable([new Row { X = float.NaN }, new Row { X = 100 }]));

        CollectionAssert.AreEqual(new[] { 2.5f, 100f }, other.Values<float>("Out"));
    }
}
