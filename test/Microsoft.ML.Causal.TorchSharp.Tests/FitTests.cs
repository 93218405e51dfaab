// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Causal.Tests.AlmMta;
using Microsoft.ML.Causal.Tests.AlmMta.Matched;
using Microsoft.ML.Causal.Tests.Engines;
using Microsoft.ML.Causal.Tests.UniMvt;

namespace Microsoft.ML.Causal.Tests;

/// <summary>Fits on this engine alone, from the options to the saved model.</summary>
[TestClass]
public class FitTests(TestContext context)
{
    private static readonly UniMvtOptions Coupons = UniMvtExample.Quick with { Epochs = 3, BatchSize = 128 };

    private static readonly UniMvtTrainingData Logs = UniMvtExample.Logs(CouponWorld.Syn3Probability, 1_500);

    [TestMethod]
    public void UniMvt_FromTheSameSeed_LearnsWhatItDoesOnTheManagedEngine()
    {
        UniMvtModel managed = UniMvtExample.Fit(Coupons, Logs), torch = UniMvtExample.Fit(Coupons with { Engine = Torch.Engine }, Logs);
        double[] losses = [.. managed.Diagnostics!.Losses.Select(loss => loss.Total)], others = [.. torch.Diagnostics!.Losses.Select(loss => loss.Total)];
        float[] features = Logs.Features.AsSpan(0, 200 * CouponWorld.Features).ToArray();
        double loss = EngineDifferences.Between<double>(losses, others);
        double uplift = EngineDifferences.Between<float>(UniMvtExample.UnitUplift(managed, features), UniMvtExample.UnitUplift(torch, features));
        context.WriteLine(FormattableString.Invariant($"losses of {losses.Length} epochs {loss:E1}, unit uplifts {uplift:E1} apart"));

        // 36 steps in float carry roundings of 6e-8 on: measured 6e-9 and 6e-7. A step in another direction would show in the first digits.
        Assert.IsLessThan(1e-6, loss);
        Assert.IsLessThan(1e-4, uplift);
        Assert.IsLessThan(0.999 * losses[0], losses[^1], "nothing was trained");
    }

    [TestMethod]
    public void AlmMta_FromTheSameSeed_LearnsWhatItDoesOnTheManagedEngine()
    {
        AlmMtaTrainingData observed = AlmMtaExample.Draw(500, 1), matched = MatchedExample.Draw(700, 3, out _);
        foreach ((string name, AlmMtaOptions options, AlmMtaTrainingData data) in new[]
        {
            ("observed, stacked", AlmMtaExample.Quick, observed),
            ("observed", AlmMtaExample.Quick with { Fit = AlmMtaFitKind.Networks }, observed),
            ("matched", MatchedExample.Quick with { Fit = AlmMtaFitKind.Networks }, matched),
            ("paper", MatchedExample.Quick with { Identification = AlmMtaIdentification.Paper, StageEpochs = [1, 1, 1], PaperBatchSize = 128, Contrast = AlmMtaContrast.Momentum }, matched),
        })
        {
            AlmMtaModel managed = AlmMtaExample.Fit(options, data), torch = AlmMtaExample.Fit(options with { Engine = Torch.Engine }, data);
            double uplift = EngineDifferences.Between<float>(Uplifts(managed, data), Uplifts(torch, data));
            context.WriteLine(FormattableString.Invariant($"{name}: uplifts {uplift:E1} apart"));
            Assert.IsLessThan(1e-4, uplift, name);    // as above; measured 4e-6 at most
        }
    }

    [TestMethod]
    public void UniMvt_InterruptedAndResumed_GivesTheSameBits()
    {
        using var folder = new TemporaryFolder();
        UniMvtOptions options = Coupons with { Engine = Torch.Engine, CheckpointFolder = folder.Path };
        UniMvtModel straight = UniMvtExample.Fit(options with { CheckpointFolder = null }, Logs);
        (UniMvtModel resumed, int runs) = InterruptedFit.Cancelled((monitor, token) => UniMvtTrainer.Fit(options, Logs, 1, monitor, token), model => model.Diagnostics!.Cancelled);
        CollectionAssert.AreEqual(UniMvtExample.Weights(straight), UniMvtExample.Weights(resumed));
        Assert.IsGreaterThan(2, runs);
    }

    [TestMethod]
    public void AlmMta_FromTheSameSeedTwice_GivesTheSameBits()
    {
        AlmMtaTrainingData data = MatchedExample.Draw(300, 5, out _);
        AlmMtaOptions options = MatchedExample.Quick with
        {
            Identification = AlmMtaIdentification.Paper, StageEpochs = [1, 1, 1], PaperBatchSize = 64, GradientRouting = AlmMtaGradientRouting.Direct, Engine = Torch.Engine,
        };
        AlmMtaModel one = AlmMtaExample.Fit(options, data), two = AlmMtaExample.Fit(options, data);
        for (int k = 0; k < one.Arrays.Count; k++)
            CollectionAssert.AreEqual(one.Arrays[k].Values, two.Arrays[k].Values, one.Arrays[k].Name);
    }

    [TestMethod]
    public void Pipeline_FittedOnTheEngine_SavesAnOrdinaryModel()
    {
        var mlContext = new MLContext(seed: 1);
        IDataView data = mlContext.Data.LoadFromEnumerable(UniMvt.CouponRow.Log(600, seed: 11));
        UniMvtTransformer model = mlContext.Causal().UniMvt(Coupons with { Engine = Torch.Engine, Seed = 3, EnsembleSize = 2, Threads = 2, OverlapRows = 0 }).Fit(data);

        ITransformer loaded = EstimatorContract.SaveAndLoad(mlContext, model, data.Schema);

        EstimatorContract.SameScores<CouponScore>(mlContext, model, loaded, data);
        using PredictionEngine<CouponFeatures, CouponScore> engine = mlContext.Model.CreatePredictionEngine<CouponFeatures, UniMvt.CouponScore>(loaded);
        CouponScore score = engine.Predict(new CouponFeatures { Features = [0.1f, -0.2f, 0.3f, 0.4f] });
        Assert.IsTrue(score.BaseProbability is > 0 and < 1 && score.UnitUplift > 0);
    }

    [TestMethod]
    public void Guide_OnTheEngine_SavesAModelThatLoads()
    {
        _ = Torch.Engine;
        using var folder = new TemporaryFolder();
        string path = Path.Combine(Directory.CreateDirectory(folder.Path).FullName, "model.zip");
        var mlContext = new MLContext(seed: 1);
        IDataView logs = CausalDatasets.Coupons(mlContext, rows: 700);

        ITransformer model = Samples.EngineGuide.Run(mlContext, logs, path);

        EstimatorContract.SameScores<CouponScore>(mlContext, model, new MLContext().Model.Load(path, out _), logs);
    }

    private static float[] Uplifts(AlmMtaModel model, AlmMtaTrainingData data)
    {
        AlmMtaScorer scorer = AlmMtaScorer.Of(model);
        var reader = new TrainingJourneyReader(data);
        var score = new AlmMtaScore(8);
        var uplifts = new List<float>();
        for (int i = 0; i < 100; i++)
        {
            scorer.Score(reader.Read(i), score);
            uplifts.AddRange(score.Uplift[..data.Length(i)]);
        }

        return [.. uplifts];
    }
}
