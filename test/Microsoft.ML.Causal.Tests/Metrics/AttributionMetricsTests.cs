// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Metrics;

[TestClass]
public class AttributionMetricsTests
{
    private static readonly int[] Offsets = [0, 3, 4, 6];

    [TestMethod]
    public void Accuracy_OfThreeRows_MatchesHandCalculation()
    {
        float[] truth = [.1f, .2f, .3f, .5f, .2f, .4f], estimate = [.2f, .1f, .3f, .4f, .3f, .3f];
        AttributionAccuracy accuracy = AttributionAccuracy.Compute(estimate, truth, Offsets);

        // Ranks 2 1 3 against 1 2 3: 1 − 6·2/24 = .5; one touch has no order; a tie in all estimates counts 0. Mean (.5 + 0)/2.
        Assert.AreEqual(.25, accuracy.Spearman, 1e-12);
        Assert.AreEqual(2, accuracy.RankedRows);

        // Five errors of .1 and a 0: √(.05/6). Inputs rounded to float are off by up to 3e-8 each.
        Assert.AreEqual(.0912870929, accuracy.Pehe, 1e-7);

        // Means .26667 and .28333; Σ(ê−m)² = .05333, Σ(ê−m)(t−m) = .05667 → 1.0625; ratio 1.6/1.7.
        Assert.AreEqual(1.0625, accuracy.Slope, 1e-6);
        Assert.AreEqual(1.6 / 1.7, accuracy.Ratio, 1e-6);
    }

    [TestMethod]
    public void Accuracy_OfTheTruth_IsPerfect()
    {
        float[] truth = [.1f, .2f, .3f, .5f, .2f, .4f];
        Assert.AreEqual(new AttributionAccuracy(1, 0, 1, 1, 2), AttributionAccuracy.Compute(truth, truth, Offsets));
    }

    [TestMethod]
    public void Accuracy_WithOffsetsThatDoNotFit_IsRefused() =>
        Assert.ThrowsExactly<ArgumentException>(() => AttributionAccuracy.Compute([.1f, .2f], [.1f, .2f], [0, 1]));

    [TestMethod]
    public void MatchAuc_OfThreeRows_MatchesHandCalculation()
    {
        float[] estimate = [.3f, .1f, .2f, .9f, .5f, .5f];
        AttributionMatchAuc auc = AttributionMatchAuc.Compute(estimate, [false, false, true, true, true, false], Offsets, draws: 100);

        // Row 1: .2 beats .1, not .3: ½. Row 2 has no other touch. Row 3: a tie, ½. Both rows have ½, and so has every bootstrap draw.
        Assert.AreEqual((.5, 2), (auc.Value, auc.Rows));
        Assert.AreEqual((.5, .5), (auc.Interval!.Lower, auc.Interval.Upper));
    }

    [TestMethod]
    public void MatchAuc_OfRowsOfOneUser_DrawsThemTogether()
    {
        // Rows worth 1 and 0: apart, draws vary; as one user's, each draw holds both.
        float[] estimate = [.3f, .1f, .1f, .3f];
        bool[] matched = [true, false, true, false];
        AttributionMatchAuc apart = AttributionMatchAuc.Compute(estimate, matched, [0, 2, 4], draws: 100), together =
            AttributionMatchAuc.Compute(estimate, matched, [0, 2, 4], [7, 7], draws: 100);
        Assert.AreEqual((0.0, 1.0), (apart.Interval!.Lower, apart.Interval.Upper));
        Assert.AreEqual((.5, .5), (together.Interval!.Lower, together.Interval.Upper));
    }

    [TestMethod]
    public void MatchAuc_WithoutMatches_IsNotANumber() =>
        Assert.AreEqual((double.NaN, 0), (AttributionMatchAuc.Compute([.1f, .2f], [false, false], [0, 2]) is { } auc ? (auc.Value, auc.Rows) : default));
}
