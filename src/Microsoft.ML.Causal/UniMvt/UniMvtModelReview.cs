// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Looks at a trained model on a sample of its training rows.</summary>
internal static class UniMvtModelReview
{
    /// <summary>Enough for two digits of a share, cheap beside training.</summary>
    private const int Sample = 4096;

    /// <summary>A gain in probability, at the largest intensity, that is as good as none.</summary>
    private const float Dead = 1e-4f;

    /// <summary>Adds what the model shows to what training showed; warns of a dead uplift head.</summary>
    public static UniMvtDiagnostics Complete(
        UniMvtDiagnostics diagnostics, UniMvtModel model, UniMvtTrainingData data, IntensitySupport support, ITrainingMonitor monitor)
    {
        var scorer = new UniMvtScorer(model);
        var score = new UniMvtScore();
        var categories = new uint[data.Categories.Length];
        int stride = Math.Max(1, data.Rows / Sample), rows = 0, dead = 0, treated = 0, clamped = 0;
        for (int i = 0; i < data.Rows; i += stride)
        {
            for (int c = 0; c < categories.Length; c++)
                categories[c] = (uint)data.Categories[c][i];
            scorer.Score(data.Features.AsSpan(i * data.FeatureCount, data.FeatureCount), categories, data.Intensity[i], ref score, []);
            rows++;
            dead += Math.Abs(score.UnitUplift) * support.Maximum < Dead ? 1 : 0;
            if (data.Treated[i])
            {
                treated++;
                float p = score.BaseProbability + score.UnitUplift * data.Intensity[i];
                clamped += p is < (float)ResponseClamp.Low or > (float)ResponseClamp.High ? 1 : 0;
            }
        }

        double deadFraction = (double)dead / rows;
        if (deadFraction > 0.5)
        {
            monitor.Warning(
                $"The unit uplift is 0 for {deadFraction:P0} of the rows: the uplift head has died or there is no effect. " +
                $"Use {nameof(UniMvtOptions.UnitUpliftActivation)}.{nameof(UnitUpliftActivation.Softplus)}, or another seed.");
        }

        return diagnostics with
        {
            Rows = data.Rows,
            TreatedShare = data.Treated.Count(w => w) / (double)data.Rows,
            DeadUnitUpliftFraction = deadFraction,
            ClampRate = treated > 0 && model.Settings.ResponseLink == ResponseLink.Probability ? (double)clamped / treated : 0,
            Tiers = support.Tiers.Centres,
            IntensitiesCluster = support.Tiers.Cluster,
            Grid = support.Grid,
            OffSupportScores = support.OffSupportScores,
            InputEncoding = model.Settings.InputEncoding,
            ResponseLink = model.Settings.ResponseLink,
        };
    }
}
