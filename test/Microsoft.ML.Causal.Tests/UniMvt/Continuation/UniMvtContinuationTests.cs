// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.UniMvt.Continuation;

[TestClass]
public class UniMvtContinuationTests
{
    private const int Hours = 24;

    private static readonly UniMvtTrainingData First = UniMvtExample.Logs(CouponWorld.Syn3Probability, 900, seed: 1);
    private static readonly UniMvtTrainingData Second = UniMvtExample.Logs(CouponWorld.Syn3Probability, 600, seed: 2);

    [TestMethod]
    public void Fit_InHourlyParts_ComesNearOneFitAtOnceAndFarFromTheLastHour()
    {
        UniMvtTrainingData day = UniMvtExample.Logs(CouponWorld.Syn1Probability, Hours * 1_000, seed: 3);
        CouponSample truth = CouponSample.Randomised(CouponWorld.Syn1Probability, 20_000);
        var options = new UniMvtOptions { InputEncoding = InputEncoding.Periodic };
        UniMvtModel? stream = null;
        for (int hour = 0; hour < Hours; hour++)
            stream = Fit(options, Hour(day, hour), seed: hour, stream);

        Result inParts = Judge(stream!, truth), atOnce = Judge(Fit(options, day), truth), lastHour = Judge(Fit(options, Hour(day, Hours - 1)), truth);

        // The stated distances. Seeds and draws move the fit at once by about 2 Q, .002 PEHE and .002 AUC; the last hour is 25 Q away.
        Assert.IsGreaterThan(atOnce.Q - 5, inParts.Q, $"Q: in parts {inParts}, at once {atOnce}, last hour {lastHour}");
        Assert.IsLessThan(atOnce.Pehe + .006, inParts.Pehe, $"PEHE: in parts {inParts}, at once {atOnce}, last hour {lastHour}");
        Assert.IsGreaterThan(atOnce.Auc - .008, inParts.Auc, $"AUC: in parts {inParts}, at once {atOnce}, last hour {lastHour}");
        Assert.IsGreaterThan(lastHour.Q + 10, inParts.Q, $"Q: in parts {inParts}, at once {atOnce}, last hour {lastHour}");
        Assert.IsLessThan(lastHour.Pehe - .015, inParts.Pehe, $"PEHE: in parts {inParts}, at once {atOnce}, last hour {lastHour}");
        Assert.AreEqual(day.Rows, stream!.Settings.TrainingRows);
    }

    [TestMethod]
    [DataRow(UniMvtPreset.Default, InputEncoding.Periodic, ResponseLink.Probability, true)]
    [DataRow(UniMvtPreset.Default, InputEncoding.Raw, ResponseLink.Logit, true)]
    [DataRow(UniMvtPreset.Paper, InputEncoding.Raw, ResponseLink.Logit, true)]
    [DataRow(UniMvtPreset.Default, InputEncoding.Periodic, ResponseLink.Probability, false)]
    public void Blend_OfNewRows_IsTheWeightedMeanOfTheirTargetsAndTheModelsAnswers(UniMvtPreset preset, InputEncoding encoding, ResponseLink link, bool crosses)
    {
        UniMvtOptions options = UniMvtExample.Quick with { Preset = preset, InputEncoding = encoding, ResponseLink = link, UseCrossNetwork = crosses };
        UniMvtModel model = Fit(options, First);
        var former = new UniMvtFormer(model);
        var network = new UniMvtNetwork<float>(model.Settings, .15, new RandomStream(5, "replaced by the former weights"));
        Parameter<float>[] parameters = [.. network.Parameters];
        former.Load(0, parameters);
        using Tape<float> tape = new ManagedEngine(1).CreateTape(parameters);
        var scorer = new UniMvtScorer(model);
        var score = new UniMvtScore();
        foreach (bool treated in new[] { false, true })
        {
            UniMvtArm<float> arm = UniMvtArm<float>.Of(Second, treated, former.Standardiser, model.Settings.Tiers);
            UniMvtArm<float> blended = FormerAnswers.Blend(arm, treated, weight: 3, network, model.Settings, [], tape);
            int[] rows = [.. Enumerable.Range(0, Second.Rows).Where(i => Second.Treated[i] == treated)];
            for (int i = 0; i < rows.Length; i++)
            {
                scorer.Score(Second.Features.AsSpan(rows[i] * 8, 8), [], Second.Intensity[rows[i]], ref score, []);

                // The scorer sums in another order than the tape.
                Assert.AreEqual((arm.Label[i] + 3 * score.TreatedProbability) / 4, blended.Label[i], 2e-5, $"row {rows[i]}");
                if (treated && model.Settings.IntensityHead == IntensityHead.Regression)
                    Assert.AreEqual((arm.Intensity[i] + 3 * score.PredictedIntensity) / 4, blended.IntensityTarget[i], 2e-5, $"row {rows[i]}");
            }

            int tiers = model.Settings.Tiers.Length;
            if (treated && model.Settings.IntensityHead == IntensityHead.Categorical)
            {
                for (int i = 0; i < rows.Length; i++)
                {
                    // Shares of all tiers, a quarter of them the row's own.
                    Assert.AreEqual(1, blended.IntensityTarget.AsSpan(i * tiers, tiers).ToArray().Sum(), 1e-5);
                    Assert.IsGreaterThan(.25f, blended.IntensityTarget[i * tiers + arm.Tier[i]]);
                }
            }
        }
    }

    [TestMethod]
    public void Fit_Continued_KeepsScaleTiersAndChosenForm()
    {
        UniMvtModel former = Fit(UniMvtExample.Quick with { InputEncoding = InputEncoding.Auto }, First);
        UniMvtModel model = Fit(UniMvtExample.Quick with { InputEncoding = InputEncoding.Auto, Memory = .5 }, Second, former: former);
        foreach (string name in new[] { "feature.mean", "feature.deviation" })
            CollectionAssert.AreEqual(former.Arrays.Single(a => a.Name == name).Values, model.Arrays.Single(a => a.Name == name).Values);
        CollectionAssert.AreEqual(former.Settings.Tiers, model.Settings.Tiers);
        Assert.AreEqual(former.Settings.InputEncoding, model.Settings.InputEncoding);
        Assert.AreEqual(.5 * 900 + 600, model.Settings.TrainingRows);
        Assert.AreEqual(450, model.Diagnostics!.FormerRows);
        Assert.AreEqual(600, model.Diagnostics.Rows);
        CollectionAssert.AreNotEqual(UniMvtExample.Weights(former), UniMvtExample.Weights(model));
    }

    [TestMethod]
    public void Fit_ContinuedWithAnyNumberOfThreads_GivesTheSameBits()
    {
        UniMvtOptions options = UniMvtExample.Quick with { EnsembleSize = 2 };
        UniMvtModel former = Fit(options, First);
        CollectionAssert.AreEqual(
            UniMvtExample.Weights(Fit(options with { Threads = 1 }, Second, former: former)),
            UniMvtExample.Weights(Fit(options with { Threads = 3 }, Second, former: former)));
    }

    [TestMethod]
    public void Fit_ContinuedAndInterrupted_GivesTheSameBits()
    {
        using var folder = new TemporaryFolder();
        UniMvtOptions options = UniMvtExample.Quick with { Epochs = 4, CheckpointFolder = folder.Path };
        UniMvtModel former = Fit(options, First);
        (UniMvtModel model, int runs) = InterruptedFit.Cancelled(
            (monitor, token) => UniMvtTrainer.Fit(options, Second, 1, monitor, token, new UniMvtFormer(former)), model => model.Diagnostics!.Cancelled);
        Assert.AreEqual(UniMvtArchive.Pack(Fit(options, Second, former: former)).Encode(), UniMvtArchive.Pack(model).Encode());
        Assert.IsGreaterThan(3, runs);
    }

    [TestMethod]
    public void Fit_ContinuedOnAnHourOfOneArmAndOneClass_GoesOn()
    {
        UniMvtModel former = Fit(UniMvtExample.Quick, First);
        int[] quiet = [.. Enumerable.Range(0, Second.Rows).Where(i => !Second.Treated[i] && !Second.Label[i]).Take(40)];
        UniMvtModel model = Fit(UniMvtExample.Quick, Second.Take(quiet), former: former);
        Assert.IsTrue(UniMvtExample.UnitUplift(model, Second.Features).All(float.IsFinite));
        Assert.Throws<InvalidOperationException>(() => Fit(UniMvtExample.Quick, Second.Take(quiet)));
    }

    [TestMethod]
    public void Fit_ContinuedWithMoreKeys_LearnsTheNewOnesAndKeepsTheOthers()
    {
        UniMvtTrainingData Categories(int rows, int keys, int shown, int seed)
        {
            var random = new RandomStream(seed, "categories");
            int[] category = [.. Enumerable.Range(0, rows).Select(_ => 1 + random.NextInteger(shown))];
            bool[] treated = [.. category.Select(_ => random.NextDouble() < .5)];
            bool[] label = [.. category.Select(c => random.NextDouble() < .1 + .25 * (c - 1))];
            return new([], 0, treated, [.. treated.Select(w => w ? 1f : 0f)], label, null, [category], [keys]);
        }

        UniMvtOptions options = UniMvtExample.Quick with { Epochs = 15 };
        UniMvtModel model = Fit(options, Categories(3000, 3, 3, 2), former: Fit(options, Categories(3000, 2, 2, 1)));
        var scorer = new UniMvtScorer(model);
        var score = new UniMvtScore();
        for (uint c = 1; c <= 3; c++)
        {
            scorer.Score([], [c], float.NaN, ref score, []);

            // At least 375 controls of each key: a standard error of .025, and a schedule of few steps.
            Assert.AreEqual(.1 + .25 * (c - 1), score.BaseProbability, .1, $"key {c}");
        }
    }

    [TestMethod]
    public void Fit_ContinuedInAnotherForm_NamesTheDifference()
    {
        UniMvtModel former = Fit(UniMvtExample.Quick, First);
        foreach ((UniMvtOptions options, string sentence) in new[]
        {
            (UniMvtExample.Quick with { ExpertWidths = [16, 8] }, "The model to continue from has ExpertWidths 32, 32, this fit has 16, 8."),
            (UniMvtExample.Quick with { InputEncoding = InputEncoding.Raw }, "has InputEncoding Periodic, this fit has Raw."),
            (UniMvtExample.Quick with { EnsembleSize = 2 }, "has EnsembleSize 1, this fit has 2."),
        })
            StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => Fit(options, Second, former: former)).Message, sentence);
        var unknown = new UniMvtModel(former.Settings with { TrainingRows = 0 }, former.Arrays);
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => Fit(UniMvtExample.Quick, Second, former: unknown)).Message, "does not say how many rows");
    }

    [TestMethod]
    public void Fit_ContinuedWithIntensitiesBeyondTheModels_WarnsAndKeepsItsRange()
    {
        UniMvtModel former = Fit(UniMvtExample.Quick, First);
        float[] higher = [.. Second.Intensity.Select(t => 2 * t)];
        var data = new UniMvtTrainingData(Second.Features, 8, Second.Treated, higher, Second.Label);
        var monitor = new RecordingMonitor();
        UniMvtModel model = UniMvtTrainer.Fit(UniMvtExample.Quick, data, 1, monitor, CancellationToken.None, new UniMvtFormer(former));
        Assert.AreEqual(former.Settings.IntensityMaximum, model.Settings.IntensityMaximum);
        Assert.AreEqual(1, monitor.Warnings.Count(text => text.Contains("the range of the model that the fit continues from", StringComparison.Ordinal)));
    }

    private static UniMvtModel Fit(UniMvtOptions options, UniMvtTrainingData data, int seed = 1, UniMvtModel? former = null) => UniMvtTrainer.Fit(
        options, data, seed, SilentMonitor.Instance, CancellationToken.None, former is null ? null : new UniMvtFormer(former));

    private static UniMvtTrainingData Hour(UniMvtTrainingData day, int hour) =>
        day.Take([.. Enumerable.Range(0, day.Rows / Hours).Select(i => hour * (day.Rows / Hours) + i)]);

    private static Result Judge(UniMvtModel model, CouponSample truth)
    {
        var scorer = new UniMvtScorer(model);
        var score = new UniMvtScore();
        var uplift = new float[truth.Rows];
        var probability = new float[truth.Rows];
        for (int i = 0; i < truth.Rows; i++)
        {
            scorer.Score(truth.Features.AsSpan(i * 8, 8), [], float.NaN, ref score, []);
            (uplift[i], probability[i]) = (score.UnitUplift, score.BaseProbability);
        }

        int[] untreated = [.. Enumerable.Range(0, truth.Rows).Where(i => !truth.Treatment[i])];
        return new(
            NoiseFreeCsQini.Compute<float>(uplift, truth.TrueUnitUplift), RootPehe.Compute<float>(uplift, truth.TrueUnitUplift),
            AreaUnderRocCurve.Compute<float>([.. untreated.Select(i => probability[i])], [.. untreated.Select(i => truth.Label[i])]));
    }

    private sealed record Result(double Q, double Pehe, double Auc);
}
