// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Training;

[TestClass]
public class StratifiedSampleTests
{
    private static readonly int[] Bounds = [0, 20, 120];

    [TestMethod]
    [DataRow(0, 0)]
    [DataRow(19, 0)]
    [DataRow(20, 1)]
    [DataRow(119, 1)]
    [DataRow(120, 2)]
    [DataRow(5000, 2)]
    public void LengthBins_Length_FallsInHalfOpenBin(int length, int bin) => Assert.AreEqual(bin, LengthBins.Of(length, Bounds));

    [TestMethod]
    public void Draw_TwoStrata_KeepsPositivesAndTwoToThreeOfEach()
    {
        // Stratum 0: 20 of 1000 positive; stratum 1: 100 of 1000.
        int n = 2000;
        int[] rows = [.. Enumerable.Range(5, n)], stratum = [.. rows.Select(i => (i - 5) / 1000)];
        bool[] label = [.. rows.Select(i => (i - 5) % 1000 < ((i - 5) / 1000 == 0 ? 20 : 100))];
        StratifiedSample sample = StratifiedSample.Draw(rows, stratum, label, 1.5, new RandomStream(1, "sample"));

        Assert.AreEqual(20 + 30 + 100 + 150, sample.Rows.Length);
        Assert.AreEqual(120, sample.Rows.Count(row => label[row - 5]));
        CollectionAssert.AreEqual(sample.Rows.Order().Distinct().ToArray(), sample.Rows);

        // shift = log of the share of negatives kept.
        Assert.AreEqual(Math.Log(30.0 / 980), sample.Strata[0].LogitShift, 1e-12);
        Assert.AreEqual(Math.Log(150.0 / 900), sample.Strata[1].LogitShift, 1e-12);
    }

    [TestMethod]
    public void Draw_StratumWithoutPositives_IsKeptWhole()
    {
        StratifiedSample sample = StratifiedSample.Draw([0, 1, 2], [0, 0, 0], [false, false, false], 1.5, new RandomStream(1, "sample"));
        CollectionAssert.AreEqual(new[] { 0, 1, 2 }, sample.Rows);
        Assert.AreEqual(0, sample.Strata[0].LogitShift);
    }

    [TestMethod]
    [DataRow(0.0011248594, -6.3835066)]
    [DataRow(0.0035587188, -5.2293245)]
    [DataRow(0.0070921986, -4.5361773)]
    public void LogitShift_PriorsOfTheBins_GivesPrintedShift(double prior, double expected)
    {
        // Ten million rows, so that rounding to whole rows shows after the seventh digit of the share only.
        int rows = 10_000_000, positives = (int)Math.Round(prior * rows);
        var sampling = new StratumSampling(positives, rows - positives, positives * 3 / 2);

        // Printed with 7 decimals; whole rows round the prior in its 8th decimal, 1e-8/.001 in the logit, and odd positives by half a row.
        Assert.AreEqual(expected, sampling.LogitShift, 5e-5);
    }
}
