// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta;

[TestClass]
public class ObservedTrainerTests
{
    private static readonly AlmMtaTrainingData Small = AlmMtaExample.Draw(400, 3);

    [TestMethod]
    [DataRow(AlmMtaFitKind.Stacked)]
    [DataRow(AlmMtaFitKind.Networks)]
    public void Fit_OnConfoundedJourneys_RanksTouchesByTheirChances(AlmMtaFitKind fit)
    {
        AlmMtaTrainingData data = AlmMtaExample.Draw(6000, 3), test = AlmMtaExample.Draw(1000, 4, plain: true, out float[] chances);
        AlmMtaModel model = AlmMtaExample.Fit(
            AlmMtaExample.Quick with { CoreEpochs = 12, OutcomeEpochs = 10, NetworkEpochs = 12, Stack = AlmMtaStack.Off, Fit = fit }, data);

        // A random order has 0; the confounder's order, which an outcome model without a mediator learns, is worse than that.
        AttributionAccuracy accuracy = AttributionAccuracy.Compute(Uplift(model, test), chances, test.Offsets);
        Assert.IsGreaterThan(fit == AlmMtaFitKind.Stacked ? .8 : .6, accuracy.Spearman);
        Assert.IsLessThan(.03, Math.Abs(model.Diagnostics!.ObservedBias));
    }

    [TestMethod]
    [DataRow(AlmMtaFitKind.Stacked)]
    [DataRow(AlmMtaFitKind.Networks)]
    public void Fit_WithAnyNumberOfThreads_GivesTheSameBits(AlmMtaFitKind fit)
    {
        AlmMtaModel one = AlmMtaExample.Fit(AlmMtaExample.Quick with { Threads = 1, Fit = fit }, Small);
        AlmMtaModel three = AlmMtaExample.Fit(AlmMtaExample.Quick with { Threads = 3, Fit = fit }, Small);
        Assert.HasCount(one.Arrays.Count, three.Arrays);
        for (int k = 0; k < one.Arrays.Count; k++)
        {
            Assert.AreEqual(one.Arrays[k].Name, three.Arrays[k].Name);
            CollectionAssert.AreEqual(one.Arrays[k].Values, three.Arrays[k].Values, one.Arrays[k].Name);
        }
    }

    [TestMethod]
    public void Fit_WithAnotherSeed_GivesAnotherModel()
    {
        float[] one = Uplift(AlmMtaExample.Fit(AlmMtaExample.Quick, Small), Small), two = Uplift(AlmMtaExample.Fit(AlmMtaExample.Quick, Small, seed: 2), Small);
        CollectionAssert.AreNotEqual(one, two);
    }

    [TestMethod]
    [DataRow(AlmMtaFitKind.Stacked)]
    [DataRow(AlmMtaFitKind.Networks)]
    public void Fit_WithContentByTouchInsteadOfByItem_GivesTheSameEffects(AlmMtaFitKind fit)
    {
        AlmMtaTrainingData byItem = Small, byTouch = new()
        {
            Offsets = Small.Offsets, Keys = Small.Keys, KeyCardinalities = Small.KeyCardinalities, Cluster = Small.Cluster, ClusterCount = Small.ClusterCount,
            Content = [.. Small.Keys[0].SelectMany(item => Small.Content![(item * Small.ContentWidth)..((item + 1) * Small.ContentWidth)])],
            ContentWidth = Small.ContentWidth, ContentByTouch = true, Recency = Small.Recency, Context = Small.Context, ContextWidth = Small.ContextWidth,
            Label = Small.Label, User = Small.User, ProxyCode = Small.ProxyCode, ProxyCodes = 2, ExactMatch = Small.ExactMatch,
        };
        float[] one = Uplift(AlmMtaExample.Fit(AlmMtaExample.Quick with { Fit = fit }, byItem), byItem);
        float[] two = Uplift(AlmMtaExample.Fit(AlmMtaExample.Quick with { Fit = fit }, byTouch), byTouch);

        // The common scale of content is that of items in one and of touches in the other: the priors, and so the fits, differ a little.
        for (int j = 0; j < one.Length; j++)
            Assert.AreEqual(one[j], two[j], .02);
    }

    [TestMethod]
    public void Fit_WithSeveralKeysAndNumbersPerTouch_ScoresEveryTouch()
    {
        AlmMtaTrainingData data = AlmMtaExample.Draw(300, 3, plain: false);
        foreach (AlmMtaFitKind fit in Enum.GetValues<AlmMtaFitKind>())
            Assert.IsTrue(Uplift(AlmMtaExample.Fit(AlmMtaExample.Quick with { Fit = fit, Stack = AlmMtaStack.Off }, data), data).All(float.IsFinite));
    }

    [TestMethod]
    [DataRow(AlmMtaFitKind.Stacked)]
    [DataRow(AlmMtaFitKind.Networks)]
    public void Fit_OnTwoToThreeRows_KeepsTheBaseRate(AlmMtaFitKind fit)
    {
        AlmMtaTrainingData data = AlmMtaExample.Draw(6000, 3);
        AlmMtaModel model = AlmMtaExample.Fit(
            AlmMtaExample.Quick with { CoreEpochs = 8, OutcomeEpochs = 10, NetworkEpochs = 8, Stack = AlmMtaStack.Off, Fit = fit, Sampling = AlmMtaSampling.TwoToThree }, data);

        // The share of positives is .29: uncorrected, the sample's .4 would be learned. 750 rows are held out, a standard error of .016.
        Assert.IsLessThan(.04, Math.Abs(model.Diagnostics!.ObservedBias));
    }

    [TestMethod]
    public void Fit_WithExactMatches_ChecksThemOnHeldOutUsers()
    {
        AlmMtaTrainingData data = AlmMtaExample.Draw(6000, 3);
        AlmMtaDiagnostics seen = AlmMtaExample.Fit(AlmMtaExample.Quick with { CoreEpochs = 8, Stack = AlmMtaStack.Off }, data).Diagnostics!;

        // About 150 rows with a match and another touch: a standard error of .04 around .8.
        Assert.IsGreaterThan(.65, seen.MatchAuc!.Value);
        Assert.IsGreaterThan(50, seen.MatchAuc.Rows);
    }

    [TestMethod]
    public void Fit_WhenCancelled_Throws()
    {
        var token = new CancellationToken(canceled: true);
        Assert.Throws<OperationCanceledException>(() => AlmMtaTrainer.Fit(AlmMtaExample.Quick, Small, 1, SilentMonitor.Instance, token));
    }

    [TestMethod]
    public void Fit_ReportsWhatItSaw()
    {
        AlmMtaDiagnostics seen = AlmMtaExample.Fit(AlmMtaExample.Quick, Small).Diagnostics!;
        Assert.AreEqual((Small.Rows, Small.Touches), (seen.Rows, seen.Touches));
        Assert.AreEqual(Enumerable.Range(0, Small.Rows).Count(i => Small.Length(i) == 0), seen.EmptyJourneys);
        Assert.AreEqual(AlmMtaIdentification.ObservedProxy, seen.Identification);
        Assert.HasCount(2, seen.OutcomeRateByProxy);
        Assert.IsGreaterThan(seen.OutcomeRateByProxy[0], seen.OutcomeRateByProxy[1]);
    }

    internal static float[] Uplift(AlmMtaModel model, AlmMtaTrainingData data)
    {
        AlmMtaScorer scorer = AlmMtaScorer.Of(model);
        var reader = new TrainingJourneyReader(data);
        var score = new AlmMtaScore(model.Settings.MaxTouchpoints);
        var uplift = new float[data.Touches];
        for (int i = 0; i < data.Rows; i++)
        {
            scorer.Score(reader.Read(i), score);
            score.Uplift.CopyTo(uplift.AsSpan(data.Offsets[i]));
        }

        return uplift;
    }
}
