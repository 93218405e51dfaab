// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Metrics;

[TestClass]
public class CumulativeSlopeTests
{
    // Set C: eight rows, doses 0, 1 and 2.
    private static readonly double[] _score = [.9, .8, .7, .6, .5, .4, .3, .2];
    private static readonly double[] _intensity = [0, 2, 1, 0, 2, 0, 1, 2];
    private static readonly double[] _outcome = [0, 1, 1, 0, 1, 1, 0, 0];
    private static readonly CumulativeSlopeOptions _fromTwoRows = new() { MinRows = 2 };

    [TestMethod]
    [DataRow(CurveArea.Trapezoid, UndefinedSlope.Global, 1.5436028643, .8769361977)]
    [DataRow(CurveArea.RightRiemann, UndefinedSlope.Global, 1.6269361977, .8769361977)]
    [DataRow(CurveArea.Trapezoid, UndefinedSlope.Zero, 1.5227695310, .8561028643)]
    [DataRow(CurveArea.RightRiemann, UndefinedSlope.Zero, 1.6061028643, .8561028643)]
    public void Areas_OfWorkedExample_MatchEachRule(CurveArea area, UndefinedSlope undefined, double auuc, double qini)
    {
        CumulativeSlopeMetrics metrics = CumulativeSlope.Compute<double>(
            _score, _intensity, _outcome, options: _fromTwoRows with { Area = area, Undefined = undefined });

        Assert.AreEqual(auuc, metrics.CsAuuc, UpliftExample.Printed);
        Assert.AreEqual(qini, metrics.CsQini, UpliftExample.Printed);
        Assert.AreEqual(auuc / 8, metrics.CsAuucPerRow, UpliftExample.Printed);
        Assert.AreEqual(qini / 8, metrics.CsQiniPerRow, UpliftExample.Printed);
        Assert.IsNull(metrics.Reason);
    }

    [TestMethod]
    public void Curve_OfWorkedExample_HoldsSlopes()
    {
        CumulativeSlopeMetrics metrics = CumulativeSlope.Compute<double>(_score, _intensity, _outcome, options: _fromTwoRows);

        double[] slopes = [.1666666667, .5, .5, .5454545455, .5, .3448275862, .3235294118, .1666666667];
        Assert.AreEqual(.1666666667, metrics.GlobalSlope, UpliftExample.Printed);
        Assert.HasCount(8, metrics.Curve);
        for (int k = 0; k < 8; k++)
        {
            Assert.AreEqual(slopes[k], metrics.Curve[k].Slope, UpliftExample.Printed, $"top {k + 1}");
            Assert.AreEqual((k + 1) / 8.0, metrics.Curve[k].Share, 1e-15);
            Assert.AreEqual(k > 0, metrics.Curve[k].IsDefined);
        }
    }

    [TestMethod]
    [DataRow(CurveArea.Trapezoid, 4.0)]
    [DataRow(CurveArea.RightRiemann, 4.5)]
    public void AuucMinusQini_OfAnyRanking_IsTheSlopeTimesHalfTheRows(CurveArea area, double rows)
    {
        Random random = new(27);
        for (int trial = 0; trial < 50; trial++)
        {
            double[] score = [.. Enumerable.Range(0, 8).Select(_ => random.NextDouble())];
            CumulativeSlopeMetrics metrics = CumulativeSlope.Compute<double>(
                score, _intensity, _outcome, options: _fromTwoRows with { Area = area });
            // N/2 by trapezoid, (N + 1)/2 by right sums; 1e-12 is rounding of eight additions.
            Assert.AreEqual(metrics.GlobalSlope * rows, metrics.CsAuuc - metrics.CsQini, 1e-12);
        }
    }

    [TestMethod]
    [DataRow(CurveArea.Trapezoid, 2.9266666667)]
    [DataRow(CurveArea.RightRiemann, 3.0266666667)]
    public void Areas_OfBinaryTreatment_AreThoseOfDifferencesInMeans(CurveArea area, double auuc)
    {
        UpliftExample a = UpliftExample.A;
        CumulativeSlopeMetrics metrics = CumulativeSlope.Compute<double>(
            a.Score, Array.ConvertAll(a.Treatment, w => w ? 1.0 : 0), a.Outcome, options: _fromTwoRows with { Area = area });

        Assert.AreEqual(auuc, metrics.CsAuuc, UpliftExample.Printed);
        Assert.AreEqual(1.9266666667, metrics.CsQini, UpliftExample.Printed);
    }

    [TestMethod]
    public void Areas_WithEqualScores_DoNotDependOnRowOrder()
    {
        double[] score = [3, 3, 2, 2, 2, 1, 1, 1];
        CumulativeSlopeMetrics expected = CumulativeSlope.Compute<double>(score, _intensity, _outcome, options: _fromTwoRows);
        int[] rows = [4, 1, 7, 2, 0, 5, 3, 6];
        CumulativeSlopeMetrics actual = CumulativeSlope.Compute<double>(
            Pick(score, rows), Pick(_intensity, rows), Pick(_outcome, rows), options: _fromTwoRows);

        Assert.HasCount(3, actual.Curve);
        Assert.AreEqual(expected.CsAuuc, actual.CsAuuc, 1e-12);
        Assert.AreNotEqual(.8769361977, expected.CsQini, 1e-3);
    }

    [TestMethod]
    public void Areas_WithIntegerWeights_EqualThoseOfRepeatedRows()
    {
        double[] weight = [1, 2, 3, 1, 2, 1, 1, 2];
        int[] repeated = [.. Enumerable.Range(0, 8).SelectMany(i => Enumerable.Repeat(i, (int)weight[i]))];
        // With MinRows of 2 a first row of weight 1 is undefined in both.
        CumulativeSlopeMetrics weighted = CumulativeSlope.Compute<double>(_score, _intensity, _outcome, weight, _fromTwoRows);
        CumulativeSlopeMetrics copies = CumulativeSlope.Compute<double>(
            Pick(_score, repeated), Pick(_intensity, repeated), Pick(_outcome, repeated), options: _fromTwoRows);

        Assert.AreEqual(copies.CsAuuc, weighted.CsAuuc, 1e-12);
        Assert.AreEqual(copies.CsQini, weighted.CsQini, 1e-12);
        Assert.AreEqual(13, weighted.Rows);
    }

    [TestMethod]
    public void Areas_WithFewerRowsThanTheMinimum_StandIn()
    {
        CumulativeSlopeMetrics metrics = CumulativeSlope.Compute<double>(_score, _intensity, _outcome);

        Assert.AreEqual(30, metrics.MinRows);
        Assert.AreEqual(0, metrics.CsQini, 1e-15);
        Assert.IsTrue(metrics.Curve.All(point => !point.IsDefined));
    }

    [TestMethod]
    public void MinRows_ByDefaultOnManyRows_IsOnePercent()
    {
        float[] score = [.. Enumerable.Range(0, 10_001).Select(i => (float)i)];
        float[] intensity = [.. Enumerable.Range(0, 10_001).Select(i => (float)(i % 3))];
        Assert.AreEqual(101, CumulativeSlope.Compute<float>(score, intensity, intensity).MinRows);
    }

    [TestMethod]
    public void Areas_OfConstantIntensity_AreUndefinedWithReason()
    {
        CumulativeSlopeMetrics metrics = CumulativeSlope.Compute<double>(
            _score, [.3, .3, .3, .3, .3, .3, .3, .3], _outcome, options: _fromTwoRows with { BootstrapDraws = 5 });

        Assert.IsTrue(double.IsNaN(metrics.CsQini));
        StringAssert.Contains(metrics.Reason, "same in all rows");
    }

    [TestMethod]
    public void Resampling_WithOneSeed_RepeatsAndCoversThePoint()
    {
        (double[] score, double[] intensity, double[] outcome) = Simulated(rows: 2000, seed: 5);
        CumulativeSlopeOptions options = new() { BootstrapDraws = 200, PermutationDraws = 200, Seed = 3 };
        CumulativeSlopeMetrics first = CumulativeSlope.Compute<double>(score, intensity, outcome, options: options);
        CumulativeSlopeMetrics again = CumulativeSlope.Compute<double>(score, intensity, outcome, options: options);
        CumulativeSlopeMetrics other = CumulativeSlope.Compute<double>(score, intensity, outcome, options: options with { Seed = 4 });

        Assert.AreEqual(first.CsQiniInterval, again.CsQiniInterval);
        Assert.AreEqual(first.CsQiniPermutation, again.CsQiniPermutation);
        Assert.AreNotEqual(first.CsQiniInterval, other.CsQiniInterval);
        Assert.IsTrue(first.CsQiniInterval!.Contains(first.CsQini) && first.CsAuucInterval!.Contains(first.CsAuuc));
        // The score is the true slope: no random ranking of 200 comes near it, so p is at its floor of 1/201.
        Assert.AreEqual(1 / 201.0, first.CsQiniPermutation!.PValue, 1e-12);
        Assert.IsLessThan(first.CsQini / 3, first.CsQiniPermutation.StandardDeviation);
    }

    [TestMethod]
    [DataRow("syn1-prob")]
    [DataRow("syn3-prob")]
    public void PermutationSpread_OnEightThousandRows_HidesTheGapBetweenDecentModels(string world)
    {
        CouponSample rows = CouponSample.Randomised(CouponWorld.Named(world), 8000, seed: 1);
        float[] outcome = Array.ConvertAll(rows.Label, y => y ? 1f : 0);
        CumulativeSlopeMetrics metrics = CumulativeSlope.Compute<float>(
            rows.TrueUnitUplift, rows.Intensity, outcome, options: new() { PermutationDraws = 100 });

        // Published as 6 to 10; 100 draws know a standard deviation to 7 %, so one more on each side.
        PermutationSpread spread = metrics.CsQiniPermutation!;
        Assert.IsTrue(spread.StandardDeviation is > 5 and < 11, $"spread {spread.StandardDeviation}");
        Assert.AreEqual(0, spread.Mean, 4 * spread.StandardDeviation / Math.Sqrt(100));
        // The true ranking's CS-Qini is Q with that noise.
        double q = NoiseFreeCsQini.Compute<float>(rows.TrueUnitUplift, rows.TrueUnitUplift);
        Assert.AreEqual(q, metrics.CsQini, 4 * spread.StandardDeviation);
    }

    [TestMethod]
    public void Areas_WithWrongInputs_NameTheArgument()
    {
        ArgumentException length = Assert.ThrowsExactly<ArgumentException>(() => CumulativeSlope.Compute<double>(_score, [1, 2], _outcome));
        StringAssert.Contains(length.Message, "'intensity' must have one element per row: expected 8, found 2.");
        ArgumentException nan = Assert.ThrowsExactly<ArgumentException>(
            () => CumulativeSlope.Compute<double>([double.NaN, 1], [0, 1], [0, 1]));
        StringAssert.Contains(nan.Message, "'score' must hold finite numbers only");
        ArgumentOutOfRangeException rows = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => CumulativeSlope.Compute<double>(_score, _intensity, _outcome, options: new() { MinRows = 1 }));
        StringAssert.Contains(rows.Message, "CumulativeSlopeOptions.MinRows must be null or at least 2.");
        ArgumentException empty = Assert.ThrowsExactly<ArgumentException>(() => CumulativeSlope.Compute<double>([], [], []));
        StringAssert.Contains(empty.Message, "at least one row");
    }

    private static double[] Pick(double[] values, int[] rows) => Array.ConvertAll(rows, i => values[i]);

    private static (double[] Score, double[] Intensity, double[] Outcome) Simulated(int rows, int seed)
    {
        Random random = new(seed);
        double[] score = new double[rows], intensity = new double[rows], outcome = new double[rows];
        for (int i = 0; i < rows; i++)
        {
            score[i] = random.NextDouble();
            intensity[i] = random.Next(3);
            outcome[i] = random.NextDouble() < 0.1 + 0.3 * score[i] * intensity[i] ? 1 : 0;
        }

        return (score, intensity, outcome);
    }
}
