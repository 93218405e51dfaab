// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Datasets;

[TestClass]
public class CouponSampleTests
{
    // Four standard errors: a right generator fails one of these about once in 16,000 seeds, and the seed is fixed.
    private const double StandardErrors = 4;

    [TestMethod]
    [DataRow("syn1-prob", .3505, .2116, .0533)]
    [DataRow("syn1-logit", .3491, .2150, .0534)]
    [DataRow("syn2-prob", .3513, .1844, .0571)]
    [DataRow("syn2-logit", .3507, .1895, .0566)]
    [DataRow("syn3-prob", .3503, .2146, .0501)]
    [DataRow("syn3-logit", .3512, .2170, .0487)]
    public void Draw_OfEachWorld_HasThePublishedMoments(string name, double couponRatio, double meanClick, double meanUnitUplift)
    {
        CouponSample logs = CouponSample.Logs(CouponWorld.Named(name), 40_000);

        // The published means come from one draw of 80,000 rows: the variances add up; rounding adds half a unit.
        double draws = 1.0 / logs.Rows + 1.0 / 80_000;
        double coupons = logs.Treatment.Average(w => w ? 1.0 : 0);
        Assert.AreEqual(couponRatio, coupons, StandardErrors * Math.Sqrt(coupons * (1 - coupons) * draws) + 5e-5, "coupon ratio");
        double clicks = logs.Label.Average(y => y ? 1.0 : 0);
        Assert.AreEqual(meanClick, clicks, StandardErrors * Math.Sqrt(clicks * (1 - clicks) * draws) + 5e-5, "click");
        double mean = logs.TrueUnitUplift.Average(u => (double)u), variance = logs.TrueUnitUplift.Average(u => (u - mean) * (u - mean));
        Assert.AreEqual(meanUnitUplift, mean, StandardErrors * Math.Sqrt(variance * draws) + 5e-5, "unit uplift");
    }

    [TestMethod]
    [DataRow("syn1-prob", .692, .385)]
    [DataRow("syn2-prob", .707, .378)]
    [DataRow("syn3-prob", .719, .375)]
    public void BaseProbability_OnControls_HasThePublishedAucAndLogLoss(string name, double auc, double logLoss)
    {
        CouponSample test = CouponSample.Randomised(CouponWorld.Named(name));
        int[] controls = [.. Enumerable.Range(0, test.Rows).Where(i => !test.Treatment[i])];
        float[] probability = Array.ConvertAll(controls, i => test.TrueBaseProbability[i]);
        bool[] label = Array.ConvertAll(controls, i => test.Label[i]);

        // 30,000 controls with about 4,000 clicks: standard error about .005 for the AUC; .0025 for the log-loss; two draws.
        Assert.AreEqual(auc, AreaUnderRocCurve.Compute<float>(probability, label), StandardErrors * Math.Sqrt(2) * .0048);
        Assert.AreEqual(logLoss, LogLoss.Compute<float>(probability, label), StandardErrors * Math.Sqrt(2) * .0025);
    }

    [TestMethod]
    [DataRow("syn1-prob")]
    [DataRow("syn3-prob")]
    public void Formulas_OnThePublishedRows_GiveThePublishedTruth(string name)
    {
        CouponWorld world = CouponWorld.Named(name);
        SharedCouponDraw draw = SharedCouponDraw.Read(name + "-truth60k");
        (string Column, Func<double[], double, double> Truth, double Tolerance)[] truths =
        [
            // The files hold six decimals: 5e-7 on each feature, times slopes of up to about 2 in all; 1e-5 where they meet a dose of 4.4.
            ("p0", (x, _) => world.BaseProbability(x), 4e-6),
            ("eta", (x, _) => world.Uplift(x), 4e-6),
            ("pt", (x, t) => world.Probability(x, t), 1e-5),
            ("unit", (x, _) => world.UnitUplift(x), 4e-6),
        ];
        float[][] features = [.. Enumerable.Range(1, CouponWorld.Features).Select(j => draw[$"x{j}"])];
        float[] intensity = draw["t"];
        foreach ((string column, Func<double[], double, double> truth, double tolerance) in truths)
        {
            float[] published = draw[column];
            double[] row = new double[CouponWorld.Features];
            double worst = 0;
            for (int i = 0; i < published.Length; i++)
            {
                for (int j = 0; j < row.Length; j++)
                    row[j] = features[j][i];
                worst = Math.Max(worst, Math.Abs(published[i] - truth(row, intensity[i])));
            }

            Assert.IsLessThan(tolerance, worst, column);
        }
    }

    [TestMethod]
    [DataRow("syn1-prob")]
    [DataRow("syn3-prob")]
    public void Logs_AgainstThePublishedDraw_HaveTheSameMoments(string name)
    {
        SharedCouponDraw draw = SharedCouponDraw.Read(name + "-train");
        CouponSample logs = CouponSample.Logs(CouponWorld.Named(name));
        float[] x1 = draw["x1"], x3 = draw["x3"], x4 = draw["x4"], x5 = draw["x5"], x7 = draw["x7"], x8 = draw["x8"];
        float[] w = draw["w"], t = draw["t"], y = draw["y"];
        Func<int, double>[] published =
        [
            i => x1[i], i => x8[i], i => x4[i] * x5[i], i => w[i], i => t[i], i => t[i] * t[i], i => y[i],
            i => w[i] * x1[i], i => t[i] * x3[i], i => y[i] * t[i], i => y[i] * x7[i],
        ];
        Func<int, double>[] ours =
        [
            i => X(i, 1), i => X(i, 8), i => X(i, 4) * X(i, 5), W, i => logs.Intensity[i],
            i => logs.Intensity[i] * logs.Intensity[i], Y, i => W(i) * X(i, 1), i => logs.Intensity[i] * X(i, 3),
            i => Y(i) * logs.Intensity[i], i => Y(i) * X(i, 7),
        ];
        for (int m = 0; m < ours.Length; m++)
        {
            (double expected, double theirs) = Moments(published[m], y.Length);
            (double actual, double variance) = Moments(ours[m], logs.Rows);
            Assert.AreEqual(expected, actual, StandardErrors * Math.Sqrt(theirs + variance), $"moment {m}");
        }

        double X(int row, int feature) => logs.Features[row * CouponWorld.Features + feature - 1];
        double W(int row) => logs.Treatment[row] ? 1 : 0;
        double Y(int row) => logs.Label[row] ? 1 : 0;
    }

    [TestMethod]
    public void Randomised_Rows_AreIndependentOfTheFeatures()
    {
        CouponSample test = CouponSample.Randomised(CouponWorld.Syn3Probability, 40_000, seed: 2);
        double covariance = 0;
        for (int i = 0; i < test.Rows; i++)
            covariance += (test.Treatment[i] ? .5 : -.5) * test.Features[i * CouponWorld.Features] / test.Rows;
        // Standard error of a mean of ±½ times a standard normal.
        Assert.AreEqual(0, covariance, StandardErrors * .5 / Math.Sqrt(test.Rows));

        int[] treated = [.. Enumerable.Range(0, test.Rows).Where(i => test.Treatment[i])];
        foreach (double tier in test.World.Tiers)
        {
            // Neighbouring tiers lie .6 or more apart and doses within .4, so only the nearest is counted, and overlap is rare.
            double share = treated.Count(i => test.World.Tiers.MinBy(m => Math.Abs(m - test.Intensity[i])) == tier) / (double)treated.Length;
            Assert.AreEqual(.25, share, .02, $"tier {tier}");
        }
    }

    [TestMethod]
    public void Draw_WithOneSeed_RepeatsAndExtends()
    {
        CouponSample a = CouponSample.Logs(CouponWorld.Syn3Logit, 500, 9), b = CouponSample.Logs(CouponWorld.Syn3Logit, 800, 9);
        CollectionAssert.AreEqual(a.Features, b.Features[..a.Features.Length]);
        CollectionAssert.AreEqual(a.Intensity, b.Intensity[..500]);
        CollectionAssert.AreEqual(a.Label, b.Label[..500]);
        CollectionAssert.AreNotEqual(a.Features, CouponSample.Logs(CouponWorld.Syn3Logit, 500, 10).Features);
        CollectionAssert.AreNotEqual(a.Features, CouponSample.Randomised(CouponWorld.Syn3Logit, 500, 9).Features);
    }

    [TestMethod]
    public void Rows_WithoutACoupon_HaveNoIntensityAndTheBaseProbability()
    {
        foreach (CouponWorld world in CouponWorld.All)
        {
            CouponSample logs = CouponSample.Logs(world, 2000, 1);
            for (int i = 0; i < logs.Rows; i++)
            {
                Assert.AreEqual(logs.Treatment[i], logs.Intensity[i] > 0);
                Assert.IsTrue(logs.Treatment[i] ? logs.TrueProbability[i] >= logs.TrueBaseProbability[i] : logs.TrueProbability[i] == logs.TrueBaseProbability[i]);
                Assert.IsGreaterThan(0, logs.TrueUnitUplift[i]);
            }
        }
    }

    [TestMethod]
    public void Named_OfAnUnknownWorld_ListsTheWorlds()
    {
        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(() => CouponWorld.Named("syn9"));
        StringAssert.Contains(error.Message, "syn1-prob, syn1-logit");
    }

    /// <summary>Mean and the variance of that mean.</summary>
    private static (double Mean, double Variance) Moments(Func<int, double> value, int rows)
    {
        double mean = 0, squares = 0;
        for (int i = 0; i < rows; i++)
            mean += value(i) / rows;
        for (int i = 0; i < rows; i++)
            squares += (value(i) - mean) * (value(i) - mean);
        return (mean, squares / rows / rows);
    }
}
