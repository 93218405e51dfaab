// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Causal.Tests.AlmMta.Matched;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta;

/// <summary>Credits of whole models, of each form.</summary>
[TestClass]
public class CreditTests
{
    private static readonly AlmMtaTrainingData _matched = MatchedExample.Draw(400, 3, out _), _observed = AlmMtaExample.Draw(400, 3);

    private static readonly AlmMtaOptions _options = MatchedExample.Quick with
    {
        ProxyColumnName = "Proxy", Outputs = AlmMtaOutputs.ShapleyCredit, StageEpochs = [1, 1, 1], PaperBatchSize = 64, MaxTouchpoints = 12,
    };

    [TestMethod]
    [DataRow(AlmMtaIdentification.ObservedProxy, AlmMtaEffect.Do, 0)]
    [DataRow(AlmMtaIdentification.ObservedProxy, AlmMtaEffect.Treated, 0)]
    [DataRow(AlmMtaIdentification.MatchedOutcome, AlmMtaEffect.Do, 0)]
    [DataRow(AlmMtaIdentification.MatchedOutcome, AlmMtaEffect.Treated, 0)]
    [DataRow(AlmMtaIdentification.Paper, AlmMtaEffect.Do, 0)]
    [DataRow(AlmMtaIdentification.Paper, AlmMtaEffect.Do, 4)]
    public void Score_OfAnyJourney_CreditsWhatTheTouchesDoTogether(AlmMtaIdentification identification, AlmMtaEffect effect, int top)
    {
        AlmMtaScorer scorer = AlmMtaScorer.Of(Fit(_options with { Identification = identification, Effect = effect, TopMatches = top }));
        var score = new AlmMtaScore(12);
        foreach (int length in new[] { 0, 1, 2, 5, 8, 9, 12 })
        {
            scorer.Score(Journey(length), score);
            score.Normalise();
            double joint = (double)score.Probability - score.BaseProbability, shapley = 0, normalised = 0;
            for (int j = 0; j < length; j++)
                (shapley, normalised) = (shapley + score.ShapleyCredit[j], normalised + score.NormalisedCredit[j]);

            // Up to 12 floats of size .1, and two of size 1.
            Assert.AreEqual(joint, shapley, 5e-7, $"{length} touches");
            if (!double.IsNaN(normalised))
                Assert.AreEqual(joint, normalised, 5e-7, $"{length} touches");
            bool sampled = identification == AlmMtaIdentification.Paper && length > 8;
            Assert.AreEqual(sampled, score.ShapleyError.ContainsAnyExcept(0f), $"{length} touches");
        }
    }

    [TestMethod]
    [DataRow(AlmMtaIdentification.ObservedProxy)]
    [DataRow(AlmMtaIdentification.MatchedOutcome)]
    [DataRow(AlmMtaIdentification.Paper)]
    public void Score_OfTwoTouches_CreditsTheMeanOfBothOrders(AlmMtaIdentification identification)
    {
        var score = new AlmMtaScore(12);
        AlmMtaScorer.Of(Fit(_options with { Identification = identification })).Score(Journey(2), score);

        // φ_1 = ½ (v(12) − v(2)) + ½ (v(1) − v(∅)) = ½ Δ_1 + ½ (P(do T) − Δ_2 − P(do ∅)); floats of size .3.
        double first = (score.Uplift[0] + (double)score.Probability - score.Uplift[1] - score.BaseProbability) / 2;
        Assert.AreEqual(first, score.ShapleyCredit[0], 1e-7);
        Assert.AreNotEqual(score.Uplift[0], score.ShapleyCredit[0]);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(8)]
    [DataRow(9)]
    public void Coalitions_OfAHead_AreThoseOfItsWorth(int length)
    {
        const int Width = 3;
        var random = new RandomStream(1, "shares");
        double[] common = new double[Width], own = new double[length * Width], through = new double[length * Width];
        random.FillGaussian(common, 1);
        random.FillGaussian(own, .5);
        random.FillGaussian(through, .5);
        var coalitions = new PaperCoalitions(new AlmMtaModelSettings { MaxTouchpoints = 12, ShapleyOrders = 300, ShapleySeed = 5 }, Width);
        AlmMtaScore score = new(12) { Length = length }, again = new(12) { Length = length };

        coalitions.Write(length, common, own, through, .3, Head, score, new double[coalitions.Scratch(12)]);
        coalitions.Write(length, common, own, through, .3, Head, again, new double[coalitions.Scratch(12)]);

        ShapleyValues exact = ShapleyValues.Exact(length, coalition =>
        {
            double[] hidden = [.. common], rest = new double[Width];
            for (int k = 0; k < length * Width; k++)
            {
                hidden[k % Width] += (coalition & (1UL << (k / Width))) != 0 ? through[k] : 0;
                rest[k % Width] += (coalition & (1UL << (k / Width))) != 0 ? own[k] : 0;
            }

            return Head(hidden, rest, .3);
        });
        for (int j = 0; j < length; j++)
        {
            // 4 errors of nine draws of a fixed seed; credits are floats of at most 1.
            Assert.IsTrue(Math.Abs(exact.Values[j] - score.ShapleyCredit[j]) <= 4 * score.ShapleyError[j] + 6e-8, $"touch {j}");
            Assert.AreEqual(length > 8, score.ShapleyError[j] > 0);
            Assert.AreEqual((score.ShapleyCredit[j], score.ShapleyError[j]), (again.ShapleyCredit[j], again.ShapleyError[j]));
        }

        static double Head(ReadOnlySpan<double> hidden, ReadOnlySpan<double> own, double shift)
        {
            double sum = shift;
            for (int k = 0; k < hidden.Length; k++)
                sum += Math.Max(0, hidden[k] + own[k]) * (k - .5);
            return 1 / (1 + Math.Exp(-sum));
        }
    }

    [TestMethod]
    [DataRow(AlmMtaIdentification.ObservedProxy)]
    [DataRow(AlmMtaIdentification.MatchedOutcome)]
    [DataRow(AlmMtaIdentification.Paper)]
    public void Score_WithCreditsOnceWarm_AllocatesNothing(AlmMtaIdentification identification)
    {
        AlmMtaScorer scorer = AlmMtaScorer.Of(Fit(_options with { Identification = identification, MaxTouchpoints = 12 }));
        var score = new AlmMtaScore(12);
        for (int i = 0; i < 50; i++)
            scorer.Score(Journey(12), score);
        AlmMtaJourney journey = Journey(12);
        long least = long.MaxValue;
        // The runtime compiles the code again while it runs, which allocates on this thread, but not in every pass.
        for (int pass = 0; pass < 5; pass++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 20; i++)
                scorer.Score(journey, score);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.AreEqual(0, least);
    }

    [TestMethod]
    public void Normalise_OfEffectsThatCancel_SaysNothing()
    {
        var score = new AlmMtaScore(2) { Length = 2, Probability = .3f, BaseProbability = .2f };
        (score.Uplift[0], score.Uplift[1]) = (.05f, -.05f);
        score.Normalise();
        Assert.IsTrue(float.IsNaN(score.NormalisedCredit[0]) && float.IsNaN(score.NormalisedCredit[1]));

        // Signs stay, and the sum is .1: .08 and −.03 are each doubled.
        (score.Uplift[0], score.Uplift[1]) = (.08f, -.03f);
        score.Normalise();
        Assert.AreEqual(.16, score.NormalisedCredit[0], 1e-7);
        Assert.AreEqual(-.06, score.NormalisedCredit[1], 1e-7);

        (score.BaseProbability, score.Uplift[0], score.Uplift[1]) = (.3f, 0, 0);
        score.Normalise();
        Assert.AreEqual((0f, 0f), (score.NormalisedCredit[0], score.NormalisedCredit[1]));
    }

    private static AlmMtaModel Fit(AlmMtaOptions options) => AlmMtaExample.Fit(
        options with { Intervals = false }, options.Identification == AlmMtaIdentification.ObservedProxy ? _observed : _matched);

    private static AlmMtaJourney Journey(int length) => new()
    {
        Length = length,
        Context = new float[] { .5f, -1, 0 },
        Keys = Enumerable.Range(0, length).Select(j => 1 + 3 * j % AlmMtaExample.Items).ToArray(),
        Cluster = Enumerable.Range(0, length).Select(j => 1 + j % AlmMtaExample.Clusters).ToArray(),
    };
}
