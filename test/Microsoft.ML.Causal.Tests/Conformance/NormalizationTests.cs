// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Conformance;

[TestClass]
public class NormalizationTests
{
    // Single-precision arithmetic on numbers of size one: a few units in the last place.
    private const float Tolerance = 1e-6f;

    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        public float X { get; set; }

        [VectorType(2)]
        public float[] V { get; set; } = [0, 0];
    }

    private IDataView View(params float[] values) =>
        _ml.Data.LoadFromEnumerable(values.Select(x => new Row { X = x, V = [x, 10 * x + 1] }).ToArray());

    private static void AreClose(float[] expected, float[] actual)
    {
        Assert.AreEqual(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], actual[i], Tolerance, $"row {i}");
    }

    [TestMethod]
    public void MinMax_FixingZero_DividesByTheLargestMagnitude()
    {
        IDataView view = View(-1, 0, 4);

        AreClose([-0.25f, 0, 1], _ml.Transforms.NormalizeMinMax("Out", "X").Fit(view).Transform(view).Values<float>("Out"));
    }

    [TestMethod]
    public void MinMax_NotFixingZero_SpansZeroToOne()
    {
        IDataView view = View(-1, 0, 4);

        AreClose([0, 0.2f, 1], _ml.Transforms.NormalizeMinMax("Out", "X", fixZero: false).Fit(view).Transform(view).Values<float>("Out"));
    }

    [TestMethod]
    public void MinMax_BeyondTheFittedRange_GoesBeyondOne()
    {
        ITransformer model = _ml.Transforms.NormalizeMinMax("Out", "X").Fit(View(0, 4));

        AreClose([2, -1], model.Transform(View(8, -4)).Values<float>("Out"));
    }

    [TestMethod]
    public void MeanVariance_NotFixingZero_HasMeanZeroAndVarianceOneOverN()
    {
        IDataView view = View(1, 2, 3, 6);

        float[] normalized = _ml.Transforms.NormalizeMeanVariance("Out", "X", fixZero: false).Fit(view).Transform(view).Values<float>("Out");

        // Mean 3, variance (4 + 1 + 0 + 9) / 4 = 3.5.
        float deviation = MathF.Sqrt(3.5f);
        AreClose([-2 / deviation, -1 / deviation, 0, 3 / deviation], normalized);
    }

    [TestMethod]
    public void MeanVariance_FixingZero_DividesByTheRootMeanSquare()
    {
        IDataView view = View(1, 2, 3, 6);

        float[] normalized = _ml.Transforms.NormalizeMeanVariance("Out", "X").Fit(view).Transform(view).Values<float>("Out");

        float root = MathF.Sqrt((1 + 4 + 9 + 36) / 4f);
        AreClose([1 / root, 2 / root, 3 / root, 6 / root], normalized);
    }

    [TestMethod]
    public void Vector_IsNormalizedSlotBySlot()
    {
        IDataView view = View(1, 2);

        float[][] rows = _ml.Transforms.NormalizeMinMax("V").Fit(view).Transform(view).Vectors<float>("V");

        AreClose([0.5f, 11f / 21f], rows[0]);
        AreClose([1, 1], rows[1]);
    }

    [TestMethod]
    public void MissingValue_StaysMissingAndIsNotCounted()
    {
        IDataView view = View(1, float.NaN, 2);

        float[] minMax = _ml.Transforms.NormalizeMinMax("Out", "X").Fit(view).Transform(view).Values<float>("Out");
        float[] meanVariance = _ml.Transforms.NormalizeMeanVariance("Out", "X", fixZero: false).Fit(view).Transform(view).Values<float>("Out");

        AreClose([0.5f, float.NaN, 1], minMax);
        AreClose([-1, float.NaN, 1], meanVariance);
    }

    [TestMethod]
    public void ConstantColumn_BecomesZero()
    {
        IDataView view = View(3, 3, 3);

        float[] minMax = _ml.Transforms.NormalizeMinMax("Out", "X").Fit(view).Transform(view).Values<float>("Out");
        float[] centred = _ml.Transforms.NormalizeMeanVariance("Out", "X", fixZero: false).Fit(view).Transform(view).Values<float>("Out");

        AreClose([0, 0, 0], minMax);
        AreClose([0, 0, 0], centred);
    }

    [TestMethod]
    public void Text_CannotBeNormalized()
    {
        IDataView view = _ml.Data.LoadFromEnumerable([new { Text = "a" }]);

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.NormalizeMinMax("Out", "Text").Fit(view));
        StringAssert.Contains(error.Message, "Got: String");
    }
}
