// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Uplift;

[TestClass]
public class UpliftFitTests
{
    private static readonly UpliftOptions _short = new() { Epochs = 8, BatchSize = 256, RepresentationUnits = [32, 16], HeadUnits = [16] };
    private static readonly CouponSample _logs = CouponSample.Logs(CouponWorld.Syn3Probability, 24_000, seed: 2);
    private static readonly CouponSample _test = CouponSample.Randomised(CouponWorld.Syn3Probability, 8000, seed: 2);

    [TestMethod]
    [DataRow((int)UpliftMethod.SLearner)]
    [DataRow((int)UpliftMethod.TLearner)]
    [DataRow((int)UpliftMethod.CfrNet)]
    [DataRow((int)UpliftMethod.FlexTeNet)]
    [DataRow((int)UpliftMethod.DrNet)]
    [DataRow((int)UpliftMethod.VcNet)]
    [DataRow((int)UpliftMethod.Descn)]
    public void Fit_OfConfoundedLogs_RanksUpliftFarAboveChance(int method)
    {
        UpliftModel model = UpliftFit.Run((UpliftMethod)method, _short, Data(_logs), seed: 1);
        float[] probability = new float[_test.Rows], uplift = new float[_test.Rows];
        model.Score(_test.Features, probability, uplift);

        // A random ranking has Q = 0, the true one about 98: on a third of the published rows a working method reaches well over half.
        Assert.IsGreaterThan(60, NoiseFreeCsQini.Compute<float>(uplift, _test.TrueUnitUplift));
        // A constant has the standard deviation of the truth, about .047; twice that would be another scale.
        Assert.IsLessThan(.06, RootPehe.Compute<float>(uplift, _test.TrueUnitUplift));
        // The truth has .719 on controls with a standard error of .012.
        bool[] label = [.. _test.Label.Where((_, i) => !_test.Treatment[i])];
        Assert.IsGreaterThan(.65, AreaUnderRocCurve.Compute<float>([.. probability.Where((_, i) => !_test.Treatment[i])], label));
    }

    [TestMethod]
    public void Fit_WithOneSeed_Repeats()
    {
        UpliftOptions once = _short with { Epochs = 1 };
        float[] first = Uplift(1), again = Uplift(1), other = Uplift(2);
        CollectionAssert.AreEqual(first, again);
        CollectionAssert.AreNotEqual(first, other);

        float[] Uplift(int seed)
        {
            float[] probability = new float[100], uplift = new float[100];
            UpliftFit.Run(UpliftMethod.SLearner, once, Data(_logs), seed).Score(_test.Features.AsSpan(0, 800), probability, uplift);
            return uplift;
        }
    }

    [TestMethod]
    public void Fit_OfOneArm_SaysHowManyRows()
    {
        UniMvtTrainingData data = new([1, 2, 3], 1, new bool[3], new float[3], [true, false, true]);
        InvalidOperationException error = Assert.ThrowsExactly<InvalidOperationException>(
            () => UpliftFit.Run(UpliftMethod.TLearner, new(), data, 1));
        StringAssert.Contains(error.Message, "0 of 3 rows are treated");
    }

    private static UniMvtTrainingData Data(CouponSample sample) => new(
        sample.Features, CouponWorld.Features, sample.Treatment, sample.Intensity, sample.Label);
}
