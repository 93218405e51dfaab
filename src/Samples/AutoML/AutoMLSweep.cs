// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.AutoML;

namespace Microsoft.ML.Causal.Samples;

/// <summary>Lets an experiment of Microsoft.ML.AutoML search the loss weights of UniMVT.</summary>
internal static class AutoMLSweep
{
    /// <summary>Runs the experiment.</summary>
    /// <returns>The best options, and their loss.</returns>
    public static (UniMvtOptions Options, double Loss) Run(int rows, int trials, TextWriter output)
    {
        #region automl
        var mlContext = new MLContext(seed: 1);
        IDataView logs = mlContext.Data.Cache(CausalDatasets.Coupons(mlContext, rows: rows));
        var split = mlContext.Data.TrainTestSplit(logs, testFraction: 0.2, seed: 1);

        var options = new UniMvtOptions { ScoreAtOwnIntensity = true, OverlapRows = 0 };
        SweepSpace<UniMvtOptions> space = UniMvtSweepSpaces.LossWeights();

        AutoMLExperiment experiment = mlContext.Auto().CreateExperiment()
            .SetCausalTrials(
                (context, trial) => context.Causal().UniMvt(trial), options, space, UniMvtObjectives.OutcomeLogLoss, split.TrainSet, split.TestSet)
            .SetRandomSearchTuner(seed: 1)
            .SetMaxModelToExplore(trials)
            .SetMonitor(new TrialLines(output));

        TrialResult best = experiment.Run();
        UniMvtOptions found = best.Options(space, options);
        #endregion

        output.WriteLine(FormattableString.Invariant(
            $"best: loss {best.Loss:F5} with λ_treat {found.TreatmentWeight:G3}, λ_X {found.CrossWeight:G3}, λ_t {found.IntensityWeight:G3}, λ_o {found.OrthogonalityWeight:G3}"));
        return (found, best.Loss);
    }
}
