// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Metrics;

[TestClass]
public class DoublyRobustTests
{
    [TestMethod]
    public void Areas_OfWorkedExample_MatchEconMl()
    {
        DoublyRobustUplift uplift = DoublyRobustUplift.Compute<double>(
            [.8, .6, .5, .4, .3, .2, .15, .1, .05, 0], [.9, .7, .4, .3, .1, -.1, .2, 0, -.3, -.2], [20, 40, 60, 80]);

        Assert.AreEqual(.07, uplift.Qini.Coefficient, UpliftExample.Printed);
        Assert.AreEqual(.0225441788, uplift.Qini.StandardError, UpliftExample.Printed);
        Assert.AreEqual(.1341666667, uplift.Toc.Coefficient, UpliftExample.Printed);
        Assert.AreEqual(.0396325133, uplift.Toc.StandardError, UpliftExample.Printed);
        double[] qini = [.09, .11, .15, .12], toc = [.1125, .183333, .375, .6];
        for (int j = 0; j < 4; j++)
        {
            Assert.AreEqual(qini[j], uplift.Qini.Curve[j], UpliftExample.Printed);
            Assert.AreEqual(toc[j], uplift.Toc.Curve[j], 5e-7);
        }
    }

    [TestMethod]
    public void Areas_WithReferenceAboveEveryRow_SayWhichPercentile()
    {
        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(
            () => DoublyRobustUplift.Compute<double>([.1, .2], [1, 2], [20, 80], [.9, .8]));
        StringAssert.Contains(error.Message, "percentile 20");
    }

    [TestMethod]
    public void Score_OfWorkedExample_MatchesBothArms()
    {
        Assert.AreEqual(2.2, DoublyRobustScore.Compute(true, 1, .4, .2, .3), UpliftExample.Printed);
        Assert.AreEqual(.4857142857, DoublyRobustScore.Compute(false, 0, .4, .2, .3), UpliftExample.Printed);
    }

    [TestMethod]
    public void Score_WithPropensityAtItsEnd_IsRefused() =>
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => DoublyRobustScore.Compute(true, 1f, .4f, .2f, 1f));
}
