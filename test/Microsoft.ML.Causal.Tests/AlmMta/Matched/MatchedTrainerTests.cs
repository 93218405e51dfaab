// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta.Matched;

[TestClass]
public class MatchedTrainerTests
{
    private static readonly AlmMtaTrainingData Small = MatchedExample.Draw(500, 3, out _);

    private static readonly AlmMtaModel Model = AlmMtaExample.Fit(MatchedExample.Quick, Small);

    [TestMethod]
    [DataRow(AlmMtaFitKind.Stacked, .7)]
    [DataRow(AlmMtaFitKind.Networks, .5)]
    public void Fit_OnConfoundedJourneys_RanksTouchesByTheirChances(AlmMtaFitKind fit, double least)
    {
        AlmMtaTrainingData data = MatchedExample.Draw(6000, 3, out _), test = MatchedExample.Draw(1000, 4, out float[] chances);
        AlmMtaModel model = AlmMtaExample.Fit(MatchedExample.Quick with { OutcomeEpochs = 8, NetworkEpochs = 8, Fit = fit }, data);

        // A random order has 0; the confounder's order is worse than that.
        AttributionAccuracy accuracy = AttributionAccuracy.Compute(Uplift(model, test), chances, test.Offsets);
        Assert.IsGreaterThan(least, accuracy.Spearman);

        // Of 6,000 rows a share is known to .005; a hazard's likelihood is calibrated on its own scale, not on that of probabilities.
        Assert.AreEqual(data.Label.Count(y => y) / (double)data.Rows, Observed(model, data), .03);
    }

    [TestMethod]
    public void Score_OfAnyJourney_AddsUpAndLiesInItsInterval()
    {
        AlmMtaScore score = Score(Model, Longest());
        double sum = 0;
        foreach (float uplift in score.Uplift)
            sum += uplift;

        // Sums of a few floats of size .1.
        Assert.AreEqual(score.Probability - score.BaseProbability - score.AdditivityGap, sum, 1e-6);
        for (int j = 0; j < score.Length; j++)
        {
            Assert.IsTrue(score.Lower[j] < score.Uplift[j] && score.Uplift[j] < score.Upper[j]);
            Assert.IsTrue(score.Uplift[j] > 0 && score.UpliftLogit[j] > 0);
        }
    }

    [TestMethod]
    [DataRow(AlmMtaFitKind.Stacked)]
    [DataRow(AlmMtaFitKind.Networks)]
    public void Score_WithDropShift_IsTheDifferenceToTheShorterJourney(AlmMtaFitKind fit)
    {
        AlmMtaModel fitted = fit == AlmMtaFitKind.Stacked ? Model : AlmMtaExample.Fit(MatchedExample.Quick with { Fit = fit }, Small);
        var model = new AlmMtaModel(fitted.Settings with { Deletion = AlmMtaDeletion.DropShift }, fitted.Arrays);
        AlmMtaScore whole = Score(model, Longest());
        AlmMtaJourney full = new TrainingJourneyReader(Small).Read(Longest());
        for (int j = 0; j < full.Length; j++)
        {
            int[] keys = [.. full.Keys[..j], .. full.Keys[(j + 1)..]], clusters = [.. full.Cluster[..j], .. full.Cluster[(j + 1)..]];
            var shorter = new AlmMtaScore(8);
            AlmMtaScorer.Of(model).Score(new AlmMtaJourney { Length = full.Length - 1, Context = full.Context, Keys = keys, Cluster = clusters }, shorter);

            // Differences of floats of size .3.
            Assert.AreEqual(whole.Probability - shorter.Probability, whole.Uplift[j], 1e-6, $"touch {j}");
        }
    }

    [TestMethod]
    public void Fit_WithAnyNumberOfThreads_GivesTheSameBits()
    {
        AlmMtaModel one = AlmMtaExample.Fit(MatchedExample.Quick with { Threads = 1 }, Small);
        for (int k = 0; k < one.Arrays.Count; k++)
            CollectionAssert.AreEqual(one.Arrays[k].Values, Model.Arrays[k].Values, one.Arrays[k].Name);
    }

    [TestMethod]
    public void Fit_WithSeveralKeysAndNumbersPerTouch_ScoresEveryTouch()
    {
        AlmMtaTrainingData data = MatchedExample.Draw(300, 3, out _, plain: false);
        foreach (AlmMtaFitKind fit in Enum.GetValues<AlmMtaFitKind>())
            Assert.IsTrue(Uplift(AlmMtaExample.Fit(MatchedExample.Quick with { Fit = fit }, data), data).All(float.IsFinite));
    }

    [TestMethod]
    public void Fit_MatchThatTellsNoTouchFromOthers_SaysSo()
    {
        AlmMtaTrainingData data = MatchedExample.With(Small, new float[Small.Touches]);
        InvalidOperationException error = Assert.ThrowsExactly<InvalidOperationException>(() => AlmMtaExample.Fit(MatchedExample.Quick, data));
        StringAssert.Contains(error.Message, "'Match' tells no touch from its row's others");
    }

    [TestMethod]
    public void SoftLabels_MatchedWorks_ComeFromPlacebosOfTheSameCluster()
    {
        // The work of a positive row is the content of the touch that caused it.
        int width = Small.ContentWidth;
        var work = new float[Small.Rows * width];
        var cosine = new float[Small.Touches];
        for (int i = 0; i < Small.Rows; i++)
        {
            int cause = Enumerable.Range(Small.Offsets[i], Small.Length(i)).FirstOrDefault(j => Small.Match![j] == 1, -1);
            if (cause >= 0)
                Small.Content.AsSpan(Small.Keys[0][cause] * width, width).CopyTo(work.AsSpan(i * width));
            for (int j = Small.Offsets[i]; j < Small.Offsets[i + 1]; j++)
                cosine[j] = cause < 0 ? float.NaN : Small.Keys[0][j] == Small.Keys[0][cause] ? 1 : 0;
        }

        AlmMtaTrainingData data = MatchedExample.With(Small, cosine);
        Assert.IsFalse(PlaceboMatches.CanDraw(data));
        data = new()
        {
            Offsets = data.Offsets, Keys = data.Keys, KeyCardinalities = data.KeyCardinalities, Cluster = data.Cluster, ClusterCount = data.ClusterCount,
            Content = data.Content, ContentWidth = width, Recency = data.Recency, Context = data.Context, ContextWidth = data.ContextWidth,
            Label = data.Label, Match = cosine, WorkContent = work,
        };
        SoftLabels labels = SoftLabels.Of(data, [.. Enumerable.Range(0, data.Rows)], 1, SilentMonitor.Instance);
        Assert.IsTrue(labels.FromPlacebos);

        // The same item matches, another of its cluster does not: a match has a cause.
        Assert.IsGreaterThan(.8, labels.Table.Labels[1]);
        Assert.AreEqual(0, labels.Table.Labels[0], 1e-12);
    }

    private static int Longest() => Enumerable.Range(0, Small.Rows).MaxBy(Small.Length);

    private static AlmMtaScore Score(AlmMtaModel model, int row)
    {
        var score = new AlmMtaScore(8);
        AlmMtaScorer.Of(model).Score(new TrainingJourneyReader(Small).Read(row), score);
        return score;
    }

    private static double Observed(AlmMtaModel model, AlmMtaTrainingData data)
    {
        AlmMtaScorer scorer = AlmMtaScorer.Of(model);
        var reader = new TrainingJourneyReader(data);
        var score = new AlmMtaScore(8);
        double sum = 0;
        for (int i = 0; i < data.Rows; i++)
        {
            scorer.Score(reader.Read(i), score);
            sum += score.ObservedProbability;
        }

        return sum / data.Rows;
    }

    private static float[] Uplift(AlmMtaModel model, AlmMtaTrainingData data)
    {
        AlmMtaScorer scorer = AlmMtaScorer.Of(model);
        var reader = new TrainingJourneyReader(data);
        var score = new AlmMtaScore(8);
        var uplift = new float[data.Touches];
        for (int i = 0; i < data.Rows; i++)
        {
            scorer.Score(reader.Read(i), score);
            score.Uplift.CopyTo(uplift.AsSpan(data.Offsets[i]));
        }

        return uplift;
    }
}
