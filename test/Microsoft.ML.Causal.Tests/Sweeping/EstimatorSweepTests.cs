// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Sweeping;

/// <summary>Sweeps over the estimators themselves, on few rows and epochs.</summary>
[TestClass]
public class EstimatorSweepTests
{
    [TestMethod]
    public void UniMvt_Sweep_GivesTheSameTableForAnyNumberOfTrialsAtOnce()
    {
        SweepResult<UniMvtOptions, UniMvtTransformer> Run(int parallel)
        {
            var mlContext = new MLContext(seed: 1);
            var options = new UniMvtOptions { InputEncoding = InputEncoding.Raw, ResponseLink = ResponseLink.Probability, OverlapRows = 0, Epochs = 2, BatchSize = 256 };
            return mlContext.Causal().Sweep(options, UniMvtSweepSpaces.LossWeights(), new SweepOptions<UniMvtOptions>
            {
                Objective = UniMvtObjectives.BaseLogLoss, Also = [UniMvtObjectives.CsQini, UniMvtObjectives.Q()], Trials = 5, ParallelTrials = parallel, Seed = 3,
            }).Execute(CausalDatasets.Coupons(mlContext, rows: 2000));
        }

        SweepResult<UniMvtOptions, UniMvtTransformer> one = Run(1), four = Run(4);

        Assert.IsTrue(one.Trials.All(trial => trial.Status == TrialStatus.Succeeded), one.Trials[0].Message);
        for (int i = 0; i < 5; i++)
        {
            CollectionAssert.AreEqual(one.Trials[i].Folds.ToArray(), four.Trials[i].Folds.ToArray());
            CollectionAssert.AreEqual(one.Trials[i].Also.ToArray(), four.Trials[i].Also.ToArray());
        }

        // λ_o of the base options is 0, which a logarithmic scale has not: the base trial keeps it.
        Assert.IsTrue(double.IsNaN(one.Trials[0].Values[3]));
        Assert.HasCount(5, one.Trials.Select(trial => trial.Objective).Distinct().ToArray());
        Assert.IsTrue(float.IsFinite(one.BestModel!.Grid[0]));
    }

    [TestMethod]
    public void AlmMta_SweepOverLossRatios_HalvesStagesAndJudgesOtherUsers()
    {
        var mlContext = new MLContext(seed: 1);
        var options = new AlmMtaOptions
        {
            TouchKeyColumnNames = [nameof(AttributionRow.Item)], ClusterColumnName = nameof(AttributionRow.Cluster), ProxyColumnName = nameof(AttributionRow.ProxyMedium),
            ExactMatchColumnName = nameof(AttributionRow.MatchStrict), UserColumnName = nameof(AttributionRow.User), Identification = AlmMtaIdentification.Paper,
            StageEpochs = [3, 3, 6],
        };

        SweepResult<AlmMtaOptions, AlmMtaTransformer> result = mlContext.Causal().Sweep(options, AlmMtaSweepSpaces.LossRatios(), new SweepOptions<AlmMtaOptions>
        {
            Objective = AlmMtaObjectives.MatchAuc(), Also = [AlmMtaObjectives.OutcomeAuc, AlmMtaObjectives.TrueSpearman()], Trials = 5, Seed = 3, Refit = false,
            Halving = SweepHalving<AlmMtaOptions>.On(o => o.StageEpochs) with { SmallestShare = 1.0 / 3 },
        }).Execute(CausalDatasets.Journeys(mlContext, rows: 1500));

        Assert.IsTrue(result.Trials.All(trial => trial.Status == TrialStatus.Succeeded), result.Trials[0].Message);
        // η = 3, S = 1: three with a third of the epochs, the best of them with all, then two with all.
        CollectionAssert.AreEqual(new int?[] { 4, 4, 4, 12, 12 }, result.Trials.Select(trial => trial.Epochs).ToArray());
        Assert.IsTrue(result.Trials.All(trial => trial.Also[0] is > 0.4 and < 1));
        Assert.AreEqual(result.Best!.Values[2], result.BestOptions!.LossRatios.Adversary);
        Assert.AreEqual(4, options.LossRatios.Adversary);
    }
}
