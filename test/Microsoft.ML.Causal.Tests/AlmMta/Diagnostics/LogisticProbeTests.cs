// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta.Diagnostics;

[TestClass]
public sealed class LogisticProbeTests
{
    // The ridge regression inside moves a penalty of 0 up by 1e-10 of the curvature; logits of about 1 feel it in the tenth digit.
    private const double Tolerance = 1e-8;

    private static readonly double[] Flag = [0, 0, 0, 0, 1, 1, 1, 1];
    private static readonly bool[] Label = [true, false, false, false, true, true, true, false];

    [TestMethod]
    public void Fit_OneFlagWithoutPenalty_FindsTheLogOdds()
    {
        // 1 of 4 and 3 of 4 are positive: logits ±ln 3.
        LogisticProbe probe = LogisticProbe.Fit(Flag, Label, width: 1, penalty: 0);
        Assert.AreEqual(-Math.Log(3), probe.Logit([0]), Tolerance);
        Assert.AreEqual(Math.Log(3), probe.Logit([1]), Tolerance);
    }

    [TestMethod]
    public void Fit_Penalty_SatisfiesItsScoreEquation()
    {
        // Standardised, the flag s is ±1, and by symmetry the logits are ±w: Σ (y − σ(sw)) s must equal αw.
        const double penalty = 2;
        LogisticProbe probe = LogisticProbe.Fit(Flag, Label, width: 1, penalty);
        double w = probe.Logit([1]);
        double score = 0;
        for (int i = 0; i < Flag.Length; i++)
            score += ((Label[i] ? 1 : 0) - 1 / (1 + Math.Exp(-(Flag[i] * 2 - 1) * w))) * (Flag[i] * 2 - 1);
        Assert.AreEqual(penalty * w, score, Tolerance);
        Assert.AreEqual(-w, probe.Logit([0]), Tolerance);
    }

    [TestMethod]
    public void Fit_ConstantColumn_TellsNothing()
    {
        LogisticProbe probe = LogisticProbe.Fit([.. Flag.SelectMany(flag => new[] { flag, 7.0 })], Label, width: 2, penalty: 0);
        Assert.AreEqual(Math.Log(3), probe.Logit([1, 7]), Tolerance);
    }

    [TestMethod]
    public void Fit_SeparableRows_StaysFinite()
    {
        LogisticProbe probe = LogisticProbe.Fit(Flag, [false, false, false, false, true, true, true, true], width: 1, penalty: 0);
        Assert.IsTrue(double.IsFinite(probe.Logit([1])));
        Assert.IsGreaterThan(probe.Logit([0]), probe.Logit([1]));
    }
}
