// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Samples;

/// <summary>The pieces of code that the documentation shows for sweeps: each region stands there as it is here.</summary>
internal static class SweepGuide
{
    /// <summary>Runs a sweep, with its journal in a file of its own.</summary>
    /// <returns>Its result.</returns>
    public static SweepResult<UniMvtOptions, UniMvtTransformer> Run(string path, int rows, int trials)
    {
        #region sweep
        var mlContext = new MLContext(seed: 1);
        IDataView logs = CausalDatasets.Coupons(mlContext, rows: rows);

        SweepSpace<UniMvtOptions> space = new SweepSpace<UniMvtOptions>()
            .LogUniform(o => o.CrossWeight, 0.125, 8)
            .LogUniform(o => o.LearningRate, 1e-3, 1e-2)
            .Integer(o => o.EncodingWidth, 4, 16)
            .Choice(o => o.UseCrossNetwork, true, false)
            .When(o => o.UseCrossNetwork, true, then => then.LogUniform(o => o.IntensityWeight, 0.01, 1));

        var sweep = mlContext.Causal().Sweep(new UniMvtOptions { ScoreAtOwnIntensity = true }, space, new SweepOptions<UniMvtOptions>
        {
            Objective = UniMvtObjectives.OutcomeLogLoss,
            Also = [UniMvtObjectives.BaseAuc, UniMvtObjectives.CsQini],
            Trials = trials,
            Halving = SweepHalving<UniMvtOptions>.On(o => o.Epochs),
            JournalPath = path,
        });

        var result = sweep.Execute(logs);
        UniMvtTransformer? model = result.BestModel;     // fitted again on all rows
        IDataView table = result.ToDataView();           // one row per trial
        string summary = result.ToMarkdown();            // best, importance, objective against each option, warnings
        #endregion

        return model is not null && table.Schema.Count > 0 && summary.Length > 0 ? result : throw new InvalidOperationException("The sweep has found nothing.");
    }

    /// <summary>A space over nested records, and one of the library's own.</summary>
    public static (SweepSpace<AlmMtaOptions> Own, SweepSpace<AlmMtaOptions> ReadyMade) Spaces()
    {
        #region spaces
        SweepSpace<AlmMtaOptions> own = new SweepSpace<AlmMtaOptions>()
            .LogUniform(o => o.LossRatios.Adversary, .25f, 16f)
            .Uniform(o => o.TouchpointDropout, 0, 0.3);

        SweepSpace<AlmMtaOptions> readyMade = AlmMtaSweepSpaces.LossRatios();
        #endregion

        return (own, readyMade);
    }
}
