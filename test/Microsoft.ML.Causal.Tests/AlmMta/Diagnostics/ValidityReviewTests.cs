// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Causal.Tests.AlmMta.Matched;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta.Diagnostics;

[TestClass]
public sealed class ValidityReviewTests
{
    [TestMethod]
    public void Fit_ProxyWrittenAfterTheOutcome_HasALargerExcess()
    {
        AlmMtaOptions options = AlmMtaExample.Quick with { ValidationFraction = .5, Stack = AlmMtaStack.Off, Intervals = false };
        AlmMtaTrainingData clean = AlmMtaExample.Draw(2400, seed: 2), leaky = AlmMtaExample.Draw(2400, seed: 2);

        // Every touch of a positive row gains a flag with chance .5.
        var random = new RandomStream(5, "leak");
        for (int i = 0; i < leaky.Rows; i++)
        for (int j = leaky.Offsets[i]; j < leaky.Offsets[i + 1] && leaky.Label[i]; j++)
            leaky.ProxyCode![j] = random.NextDouble() < .5 ? 1 : leaky.ProxyCode[j];
        MediatorLeakage honest = Fit(clean).ProxyLeakage!, leaked = Fit(leaky).ProxyLeakage!;
        Assert.IsGreaterThan(honest.Interval!.Upper, leaked.Interval!.Lower);

        AlmMtaDiagnostics Fit(AlmMtaTrainingData data) => AlmMtaExample.Fit(options, data).Diagnostics!;
    }

    [TestMethod]
    public void Fit_ExposureByChance_ReportsWholeOverlap()
    {
        AlmMtaTrainingData data = AlmMtaExample.Draw(300, seed: 2);
        Assert.IsNull(AlmMtaExample.Fit(AlmMtaExample.Quick, data).Diagnostics!.Exposure);
        data.LogPropensity = Array.ConvertAll(ExposureWeights.LogMarginal(data.Cluster!, data.ClusterCount), log => (float)log);
        ExposureOverlap overlap = AlmMtaExample.Fit(AlmMtaExample.Quick, data).Diagnostics!.Exposure!;

        // Propensities are floats: ratios are 1 to seven digits.
        Assert.AreEqual(300, overlap.EffectiveSampleSize, 1e-3);
        Assert.AreEqual(0, overlap.ClippedRows);
    }

    [TestMethod]
    public void Fit_PaperWithTopMatches_ReportsTheTouchesKept()
    {
        AlmMtaTrainingData data = MatchedExample.Draw(500, 3, out _);
        AlmMtaOptions quick = MatchedExample.Quick with { Identification = AlmMtaIdentification.Paper, StageEpochs = [1, 1, 1], PaperBatchSize = 64 };
        Assert.IsNull(AlmMtaExample.Fit(quick, data).Diagnostics!.TopMatchTouchShare);
        double few = AlmMtaExample.Fit(quick with { TopMatches = 1 }, data).Diagnostics!.TopMatchTouchShare!.Value;

        // One row: a whole number of touches, at least 1, at most the longest row's.
        double touches = few * data.Touches;
        Assert.AreEqual(Math.Round(touches), touches, 1e-9);
        Assert.IsGreaterThanOrEqualTo(1, Math.Round(touches));
        Assert.IsLessThanOrEqualTo(data.MaxLength, Math.Round(touches));
    }

    [TestMethod]
    [DataRow(.999, true)]
    [DataRow(0, false)]
    public void Fit_StrongAdversary_ReportsWhetherTheGuardWentBack(double leastShare, bool collapsed)
    {
        // No effect is as large as it was a moment ago times .999 in every epoch of strong reversal.
        AlmMtaOptions options = MatchedExample.Quick with
        {
            Identification = AlmMtaIdentification.Paper, AdversaryStrength = 50, AdversaryInExcess = false, LeastEffectShare = leastShare,
            StageEpochs = [2, 1, 8], PaperBatchSize = 64,
        };
        Assert.AreEqual(collapsed, AlmMtaExample.Fit(options, MatchedExample.Draw(500, 3, out _)).Diagnostics!.EffectCollapsed);
    }
}
