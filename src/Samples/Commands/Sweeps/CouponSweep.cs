// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Samples;

/// <summary>The sweep over UniMVT's loss weights.</summary>
internal static class CouponSweep
{
    /// <summary>On files of impressions.</summary>
    public static SweepProblem<UniMvtOptions, UniMvtTransformer> OnFiles(MLContext mlContext, CouponFile train, CouponFile test, int take)
    {
        test.RequireFeaturesOf(train);
        var options = new UniMvtOptions
        {
            TreatmentColumnName = CouponFile.Treatment, IntensityColumnName = CouponFile.Intensity, LabelColumnName = CouponFile.Label,
        };
        ITransformer features = mlContext.Transforms.Concatenate(options.FeatureColumnName, [.. train.Features]).Fit(train.View);
        return Of(
            $"UniMVT's loss weights on {train.Path}", options, mlContext.Data.TakeRows(features.Transform(train.View), take), features.Transform(test.View),
            train.HasTruth ? CouponFile.TrueUnitUplift : null, test.HasTruth ? CouponFile.TrueUnitUplift : null);
    }

    /// <summary>On a generated world: logs to learn from, randomised rows to judge by.</summary>
    public static SweepProblem<UniMvtOptions, UniMvtTransformer> OnGenerated(MLContext mlContext, int rows, int seed) => Of(
        $"UniMVT's loss weights on {rows.Count()} generated impressions", new UniMvtOptions(), CausalDatasets.Coupons(mlContext, CouponWorld.Syn3Probability, rows, seed),
        CausalDatasets.RandomisedCoupons(mlContext, CouponWorld.Syn3Probability, rows, seed), nameof(CouponRow.TrueUnitUplift), nameof(CouponRow.TrueUnitUplift));

    private static SweepProblem<UniMvtOptions, UniMvtTransformer> Of(
        string title, UniMvtOptions options, IDataView train, IDataView test, string? trainTruth, string? testTruth) => new(
        title, (context, trial) => context.Causal().UniMvt(trial),
        // What the outcome of a held-out row says is said at the row's own intensity.
        options with { ScoreAtOwnIntensity = true, OverlapRows = 0 }, UniMvtSweepSpaces.LossWeights(),
        Objectives(trainTruth), Objectives(testTruth), SweepHalving<UniMvtOptions>.On(o => o.Epochs), train, test);

    private static SweepObjective<UniMvtOptions>[] Objectives(string? truth) =>
    [
        UniMvtObjectives.OutcomeLogLoss, UniMvtObjectives.BaseLogLoss, UniMvtObjectives.OutcomeAuc, UniMvtObjectives.BaseAuc, UniMvtObjectives.CsQini,
        .. truth is null ? Array.Empty<SweepObjective<UniMvtOptions>>() : [UniMvtObjectives.Q(truth)],
    ];
}
