// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Metrics;

[TestClass]
public class GroupedMetricsTests
{
    [TestMethod]
    public void GroupedAuc_OfFourUsers_MatchesEachAverage()
    {
        int[] user = [1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 4];
        bool[] label = UpliftExample.Flags(1, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0, 0);
        double[] score = [.9, .8, .3, .7, .2, .6, .6, .5, .1, .4, .4, .9];
        GroupedAuc auc = GroupedAuc.Compute<double>(user, score, label);

        Assert.AreEqual(.703125, AreaUnderRocCurve.Compute<double>(score, label), 1e-15);
        Assert.AreEqual(.6, auc.ImpressionWeighted, 1e-14);
        Assert.AreEqual(.625, auc.PositiveWeighted, 1e-14);
        Assert.AreEqual(.5833333333, auc.Unweighted, UpliftExample.Printed);
        Assert.AreEqual(3, auc.Groups);
        Assert.AreEqual(1, auc.SkippedGroups);
    }

    [TestMethod]
    public void GroupedAuc_OfInterleavedGroups_MatchesThePublishedExample()
    {
        // gauc([1,1,0,0,1], [0,0,1,0,1], [a,a,a,b,b]) = .4
        GroupedAuc auc = GroupedAuc.Compute<double>([0, 1, 0, 1, 0], [0, 0, 0, 1, 1], UpliftExample.Flags(1, 0, 1, 1, 0));
        Assert.AreEqual(.4, auc.ImpressionWeighted, 1e-15);
    }

    [TestMethod]
    public void GroupedAuc_WithOneClassEverywhere_IsUndefined()
    {
        GroupedAuc auc = GroupedAuc.Compute<double>([1, 2], [.3, .4], [true, false]);
        Assert.IsTrue(double.IsNaN(auc.ImpressionWeighted) && double.IsNaN(auc.Unweighted));
        Assert.AreEqual(2, auc.SkippedGroups);
    }

    [TestMethod]
    public void AttributionAuuc_OfTwoBuckets_MatchesWithBounds()
    {
        int[] bucket = [0, 0, 0, 0, 0, 1, 1, 1, 1];
        double[] score = [.9, .7, .5, .3, .1, .8, .6, .4, .2], phi = [.30, .10, -.05, .15, 0, .05, .20, -.10, .05];
        GroupedAttributionAuuc auuc = GroupedAttributionAuuc.Compute<double>(bucket, score, phi);

        Assert.AreEqual(.6833333333, auuc.Buckets[0], UpliftExample.Printed);
        Assert.AreEqual(.40625, auuc.Buckets[1], UpliftExample.Printed);
        Assert.AreEqual(.5601851852, auuc.Value, UpliftExample.Printed);
        Assert.AreEqual((5 * .7833333333 + 4 * .59375) / 9, auuc.Perfect, UpliftExample.Printed);
        Assert.AreEqual((5 * .5 + 4 * .3125) / 9, auuc.Random, UpliftExample.Printed);
        Assert.AreEqual((5 * .2166666667 + 4 * .03125) / 9, auuc.Worst, UpliftExample.Printed);

        // A bucket without contributions changes nothing but the count.
        GroupedAttributionAuuc more = GroupedAttributionAuuc.Compute<double>([.. bucket, 7, 7], [.. score, 1, 2], [.. phi, 0, 0]);
        Assert.AreEqual(auuc.Value, more.Value, 1e-15);
        Assert.AreEqual(1, more.SkippedBuckets);
    }

    [TestMethod]
    public void AttributionAuuc_OfEqualContributions_TellsNothing()
    {
        GroupedAttributionAuuc auuc = GroupedAttributionAuuc.Compute<double>([0, 0, 0, 0], [4, 1, 3, 2], [.2, .2, .2, .2]);
        Assert.AreEqual(5 / 8.0, auuc.Value, 1e-15);
        Assert.IsTrue(double.IsNaN(auuc.Normalised));
    }

    [TestMethod]
    [DataRow(.54, .6, 2.3333333333)]
    [DataRow(.30, 1.0, 2.0)]
    public void Coverage_OfFivePaths_Matches(double threshold, double coverage, double depth)
    {
        AttributionCoverage actual = AttributionCoverage.Compute([[.6, .55, .1], [.2, .3], [.54], [.5, .53], [.7, .6, .58, .54]], threshold);
        Assert.AreEqual(coverage, actual.Coverage, UpliftExample.Printed);
        Assert.AreEqual(depth, actual.Depth, UpliftExample.Printed);
    }
}
