// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Tests.UniMvt;

[TestClass]
public class UniMvtTrainerTests
{
    [TestMethod]
    public void Fit_WithTheSameSeed_GivesTheSameBitsForAnyNumberOfThreads()
    {
        UniMvtTrainingData data = UniMvtExample.Logs(CouponWorld.Syn3Probability, 2_500);
        UniMvtOptions options = UniMvtExample.Quick with { InputEncoding = InputEncoding.Auto, ResponseLink = ResponseLink.Auto, EnsembleSize = 2 };
        UniMvtModel one = UniMvtExample.Fit(options with { Threads = 1 }, data), three = UniMvtExample.Fit(options with { Threads = 3 }, data);
        CollectionAssert.AreEqual(UniMvtExample.Weights(one), UniMvtExample.Weights(three));
        Assert.AreEqual(4, one.Diagnostics!.Candidates.Count);
        CollectionAssert.AreEqual(one.Diagnostics.Candidates.ToArray(), three.Diagnostics!.Candidates.ToArray());

        UniMvtModel single = UniMvtExample.Fit(UniMvtExample.Quick with { Threads = 1 }, data), sameThreaded = UniMvtExample.Fit(UniMvtExample.Quick with { Threads = 2 }, data);
        CollectionAssert.AreEqual(UniMvtExample.Weights(single), UniMvtExample.Weights(sameThreaded));
    }

    [TestMethod]
    public void Fit_WithAnotherSeed_GivesOtherWeights()
    {
        UniMvtTrainingData data = UniMvtExample.Logs(CouponWorld.Syn1Probability, 600);
        CollectionAssert.AreNotEqual(
            UniMvtExample.Weights(UniMvtExample.Fit(UniMvtExample.Quick, data, seed: 1)),
            UniMvtExample.Weights(UniMvtExample.Fit(UniMvtExample.Quick, data, seed: 2)));
    }

    [TestMethod]
    public void Fit_WhenCancelledAfterAnEpoch_KeepsTheModelSoFar()
    {
        UniMvtTrainingData data = UniMvtExample.Logs(CouponWorld.Syn1Probability, 1_000);
        using var source = new CancellationTokenSource();
        var monitor = new RecordingMonitor(_ => source.Cancel());
        UniMvtModel model = UniMvtTrainer.Fit(UniMvtExample.Quick with { Epochs = 50 }, data, 1, monitor, source.Token);
        Assert.IsTrue(model.Diagnostics!.Cancelled);
        Assert.AreEqual(1, model.Diagnostics.Losses.Count);
        Assert.AreEqual(1, monitor.Warnings.Count(text => text.StartsWith("Training was cancelled; the model of 1 whole epochs of 50", StringComparison.Ordinal)));
        Assert.IsTrue(UniMvtExample.UnitUplift(model, data.Features).All(float.IsFinite));
    }

    [TestMethod]
    public void Fit_WhenCancelledBeforeTheFirstStep_Throws() =>
        Assert.Throws<OperationCanceledException>(() => UniMvtTrainer.Fit(
            UniMvtExample.Quick, UniMvtExample.Logs(CouponWorld.Syn1Probability, 600), 1, SilentMonitor.Instance, new CancellationToken(canceled: true)));

    [TestMethod]
    public void Fit_WhereTreatmentHarms_ReportsADeadUpliftUnlessHarmIsAllowed()
    {
        // Two of three controls click and one of three treated rows, whatever x.
        const int n = 3_000;
        var random = new RandomStream(20260106, "harm");
        var x = new float[n * 2];
        random.FillGaussian(x.AsSpan(), 1);
        bool[] treated = [.. Enumerable.Range(0, n).Select(i => i % 2 == 0)];
        bool[] label = [.. treated.Select(w => random.NextDouble() < (w ? 1 / 3.0 : 2 / 3.0))];
        var data = new UniMvtTrainingData(x, 2, treated, [.. treated.Select(w => w ? 2f : 0f)], label);
        UniMvtOptions options = UniMvtExample.Quick with { Epochs = 20, UnitUpliftActivation = UnitUpliftActivation.Relu };

        var monitor = new RecordingMonitor();
        UniMvtModel dead = UniMvtTrainer.Fit(options, data, 1, monitor, CancellationToken.None);
        Assert.IsTrue(dead.Diagnostics!.DeadUnitUpliftFraction > 0.9, $"Got {dead.Diagnostics.DeadUnitUpliftFraction}.");
        Assert.AreEqual(1, monitor.Warnings.Count(text => text.Contains("uplift head has died", StringComparison.Ordinal)));

        UniMvtModel free = UniMvtExample.Fit(options with { NonNegative = false }, data);
        var score = new UniMvtScore();
        new UniMvtScorer(free).Score([0, 0], [], float.NaN, ref score, []);

        // The truth is −1/3 over an intensity of 2; 1,500 rows an arm leave a standard error of .009.
        Assert.AreEqual(-1 / 6.0, score.UnitUplift, 0.06);
        Assert.IsTrue(free.Diagnostics!.DeadUnitUpliftFraction < 0.1);
        Assert.AreEqual(0f, score.RecommendedIntensity);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Fit_WithoutAPart_LeavesItsWeightsOutAndStillScores(bool printed)
    {
        UniMvtTrainingData data = UniMvtExample.Logs(CouponWorld.Syn3Probability, 800);
        UniMvtOptions whole = (printed ? UniMvtOptions.For(UniMvtPreset.Paper) : UniMvtExample.Quick) with { Epochs = 1, BatchSize = 256, Threads = 1 };
        (UniMvtOptions Options, string Missing)[] ablations =
        [
            (whole with { UseExperts = false }, "gate."),
            (whole with { UseCrossNetwork = false }, "head.unit_uplift"),
            (whole with { UseTreatmentTower = false }, "tower.treated"),
        ];
        Assert.IsTrue(ablations.All(ablation => Has(UniMvtExample.Fit(whole, data), ablation.Missing)));
        foreach ((UniMvtOptions options, string missing) in ablations)
        {
            UniMvtModel model = UniMvtExample.Fit(options, data);
            Assert.IsFalse(Has(model, missing), missing);
            float[] uplift = UniMvtExample.UnitUplift(model, data.Features);
            
            // A ReLU uplift may be 0 everywhere, without the treatment tower most of all.
            Assert.IsTrue(uplift.All(float.IsFinite) && (printed || uplift.Distinct().Count() > 1), missing);
        }

        static bool Has(UniMvtModel model, string part) => model.Arrays.Any(array => array.Name.Contains(part, StringComparison.Ordinal));
    }

    [TestMethod]
    public void Fit_WithACategoryThatDecides_LearnsItAndTakesUnknownOnesAsMissing()
    {
        const int n = 4_000;
        var random = new RandomStream(20260107, "categories");
        int[] category = [.. Enumerable.Range(0, n).Select(_ => random.NextInteger(4))];
        bool[] treated = [.. Enumerable.Range(0, n).Select(_ => random.NextDouble() < 0.5)];
        double[] rate = [0.5, 0.1, 0.3, 0.7];
        bool[] label = [.. category.Select((c, i) => random.NextDouble() < rate[c] + (treated[i] ? 0.1 : 0))];
        var data = new UniMvtTrainingData([], 0, treated, [.. treated.Select(w => w ? 1f : 0f)], label, null, [category], [3]);
        UniMvtModel model = UniMvtExample.Fit(UniMvtExample.Quick with { Epochs = 20 }, data);
        var scorer = new UniMvtScorer(model);
        var score = new UniMvtScore();
        for (uint c = 0; c < 4; c++)
        {
            scorer.Score([], [c], float.NaN, ref score, []);

            // 500 controls a category: standard error .022.
            Assert.AreEqual(rate[c], score.BaseProbability, 0.07, $"category {c}");
        }

        scorer.Score([], [0], float.NaN, ref score, []);
        float missing = score.BaseProbability;
        scorer.Score([], [17], float.NaN, ref score, []);
        Assert.AreEqual(missing, score.BaseProbability);
    }

    [TestMethod]
    public void Fit_WithWeights_LearnsTheWeightedRate()
    {
        // Every second row of each arm weighs 9 and never clicks; the others click in three of four cases.
        const int n = 4_000;
        var random = new RandomStream(20260108, "weights");
        var x = new float[n];
        random.FillGaussian(x.AsSpan(), 1);
        bool[] treated = [.. Enumerable.Range(0, n).Select(i => i % 4 < 2)];
        bool[] label = [.. Enumerable.Range(0, n).Select(i => i % 2 == 0 && random.NextDouble() < 0.75)];
        float[] weight = [.. Enumerable.Range(0, n).Select(i => i % 2 == 0 ? 1f : 9f)];
        float[] intensity = [.. treated.Select(w => w ? 1f : 0f)];
        UniMvtOptions options = UniMvtExample.Quick with { Epochs = 15 };
        var score = new UniMvtScore();
        new UniMvtScorer(UniMvtExample.Fit(options, new(x, 1, treated, intensity, label, weight))).Score([0], [], float.NaN, ref score, []);
        Assert.AreEqual(0.075, score.BaseProbability, 0.04);
        new UniMvtScorer(UniMvtExample.Fit(options, new(x, 1, treated, intensity, label))).Score([0], [], float.NaN, ref score, []);
        Assert.AreEqual(0.375, score.BaseProbability, 0.08);
    }

    [TestMethod]
    public void Fit_WithEqualWeights_IsTheFitWithoutThem()
    {
        UniMvtTrainingData data = UniMvtExample.Logs(CouponWorld.Syn1Probability, 600);
        float[] weight = new float[data.Rows];
        Array.Fill(weight, 4f);
        var weighted = new UniMvtTrainingData(data.Features, 8, data.Treated, data.Intensity, data.Label, weight);
        CollectionAssert.AreEqual(
            UniMvtExample.Weights(UniMvtExample.Fit(UniMvtExample.Quick, data)), UniMvtExample.Weights(UniMvtExample.Fit(UniMvtExample.Quick, weighted)));
    }

    [TestMethod]
    public void Fit_OnLogsOfAKnownWorld_BeatsTheAverageEffectInEverySeed()
    {
        const int rows = 16_000;
        CouponSample truth = CouponSample.Randomised(CouponWorld.Syn1Probability, 8_000);
        float[] constant = new float[truth.Rows];
        Array.Fill(constant, truth.TrueUnitUplift.Average());
        double average = RootPehe.Compute<float>(constant, truth.TrueUnitUplift);
        UniMvtTrainingData data = UniMvtExample.Logs(CouponWorld.Syn1Probability, rows);
        for (int seed = 1; seed <= 3; seed++)
        {
            UniMvtModel model = UniMvtExample.Fit(new() { InputEncoding = InputEncoding.Periodic }, data, seed);
            double error = RootPehe.Compute<float>(UniMvtExample.UnitUplift(model, truth.Features), truth.TrueUnitUplift);

            // The stated margin: at a fifth of the published rows, at least 40 % of the error of the average effect is gone.
            Assert.IsTrue(error < 0.6 * average, $"Seed {seed}: PEHE {error:F4}, of the average effect {average:F4}.");
            Assert.IsTrue(model.Diagnostics!.DeadUnitUpliftFraction < 0.05);
            Assert.IsTrue(model.Diagnostics.Losses[^1].Total < model.Diagnostics.Losses[0].Total);
        }
    }
}
