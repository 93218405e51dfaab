// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta.Paper;

[TestClass]
public class ExposureWeightsTests
{
    // Values in the file have 12 digits, one percent of the tolerance.
    private const double Tolerance = 1e-8;

    private static readonly Golden File = Golden.Open("almmta-paper-terms.json")["ipw"];

    [TestMethod]
    public void GeometricMean_GoldenPropensities_GivesWeightsAndSampleSize()
    {
        ExposureWeights weights = Compute(ExposureWeighting.GeometricMean, File["clip"].Data);
        File["weight"].AssertClose(weights.Values, Tolerance, "weight");
        File["ess"].AssertClose([weights.EffectiveSampleSize], Tolerance, "ess");
        Assert.AreEqual((int)File["rows_clipped"].Number, weights.Clipped);
    }

    [TestMethod]
    public void TouchClippedGeometricMean_GoldenPropensities_CountsTouches()
    {
        Golden golden = File["variants"]["ratio_clipped_per_touch"];
        ExposureWeights weights = Compute(ExposureWeighting.TouchClippedGeometricMean, File["clip"].Data);
        golden["weight"].AssertClose(weights.Values, Tolerance, "weight");
        golden["ess"].AssertClose([weights.EffectiveSampleSize], Tolerance, "ess");
        Assert.AreEqual((int)golden["touches_clipped"].Number, weights.Clipped);
    }

    [TestMethod]
    public void ClippedProduct_GoldenPropensities_CountsRows()
    {
        Golden golden = File["variants"]["product_clipped"];
        ExposureWeights weights = Compute(ExposureWeighting.ClippedProduct, golden["clip"].Data);
        golden["weight"].AssertClose(weights.Values, Tolerance, "weight");
        golden["ess"].AssertClose([weights.EffectiveSampleSize], Tolerance, "ess");
        Assert.AreEqual((int)golden["rows_clipped"].Number, weights.Clipped);
    }

    [TestMethod]
    public void Product_GoldenPropensities_LeavesOneRowWithMostWeight()
    {
        Golden golden = File["variants"]["product_unclipped"];
        ExposureWeights weights = Compute(ExposureWeighting.Product, [0.2, 5]);
        golden["weight"].AssertClose(weights.Values, Tolerance, "weight");
        golden["ess"].AssertClose([weights.EffectiveSampleSize], Tolerance, "ess");
        Assert.AreEqual(0, weights.Clipped);
    }

    [TestMethod]
    public void GeometricMean_RowWithoutTouches_HasRatioOne()
    {
        ExposureWeights weights = ExposureWeights.Compute([0, 0, 1], [Math.Log(0.5)], [Math.Log(0.25)], ExposureWeighting.GeometricMean, 0.2, 5);

        // Ratios 1 and 2, of mean 1.5.
        Assert.AreEqual(1 / 1.5, weights.Values[0], 1e-12);
        Assert.AreEqual(2 / 1.5, weights.Values[1], 1e-12);
    }

    private static ExposureWeights Compute(ExposureWeighting weighting, double[] clip)
    {
        int[] mask = File["mask"].Integers, cluster = File["cluster"].Integers, lengths = File["length"].Integers;
        int width = File["mask"].Shape.Columns, clusters = File["marginal"].Data.Length;
        double[] marginal = File["marginal"].Data, propensity = File["propensity"].Data;
        int[] touches = [.. Enumerable.Range(0, mask.Length).Where(at => mask[at] == 1)];
        int[] offsets = [0, .. lengths.Select((_, i) => lengths.Take(i + 1).Sum())];
        return ExposureWeights.Compute(
            offsets, [.. touches.Select(at => Math.Log(marginal[cluster[at]]))],
            [.. touches.Select(at => Math.Log(propensity[at / width * clusters + cluster[at]]))], weighting, clip[0], clip[1]);
    }
}
