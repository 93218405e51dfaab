// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Objectives for sweeps over <see cref="AlmMtaOptions"/>.</summary>
public static class AlmMtaObjectives
{
    private const string OutcomeReading =
        "Prediction of the observed outcome: no check of validity. A confounded model predicts as well as, or better than, one whose effects are right.";

    private const string TruthReading = "The truth of a simulation: real data has none.";

    /// <summary>Gets the log-loss of the observational probability of the outcome, nats.</summary>
    public static SweepObjective<AlmMtaOptions> OutcomeLogLoss { get; } = new("outcome-log-loss", false, (options, scored) =>
        LogLoss.Compute<float>(ScoredColumn.Numbers(scored, "ObservedProbability"), ScoredColumn.Truths(scored, options.LabelColumnName))) { Reading = OutcomeReading };

    /// <summary>Gets the AUC of the observational probability of the outcome.</summary>
    public static SweepObjective<AlmMtaOptions> OutcomeAuc { get; } = new("outcome-auc", true, (options, scored) =>
        AreaUnderRocCurve.Compute<float>(ScoredColumn.Numbers(scored, "ObservedProbability"), ScoredColumn.Truths(scored, options.LabelColumnName))) { Reading = OutcomeReading };

    /// <summary>Strict-match in-row AUC of the effects, see <see cref="AttributionMatchAuc"/>.</summary>
    /// <param name="exactMatchColumnName">Column of exact matches, 1 by touch; null (default) means <see cref="AlmMtaOptions.ExactMatchColumnName"/>.</param>
    public static SweepObjective<AlmMtaOptions> MatchAuc(string? exactMatchColumnName = null) => new("match-auc", true, (options, scored) =>
    {
        string column = exactMatchColumnName ?? options.ExactMatchColumnName
            ?? throw new InvalidOperationException(
                $"The in-row match AUC needs exact matches; name their column in {nameof(AlmMtaOptions)}.{nameof(options.ExactMatchColumnName)}, or to the objective.");
        ScoredTouches touches = ScoredTouches.Read(scored, "Uplift", column);
        return AttributionMatchAuc.Compute(touches.Scores, [.. touches.Known.Select(match => match == 1)], touches.Offsets, draws: 0).Value;
    })
    {
        IsValidityCheck = true,
        Reading = "A check of validity: it compares touches of one row, so that nothing that differs between rows can fool it. It sees order, not magnitude.",
    };

    /// <summary>Spearman correlation of the effects with the true ones within rows, see <see cref="AttributionAccuracy"/>; for simulated rows.</summary>
    /// <param name="trueUpliftColumnName">Column with the truth by touch. Default "TrueUplift", as in <see cref="AttributionRow"/>.</param>
    public static SweepObjective<AlmMtaOptions> TrueSpearman(string trueUpliftColumnName = nameof(AttributionRow.TrueUplift)) =>
        new("true-spearman", true, (_, scored) => Accuracy(scored, trueUpliftColumnName).Spearman) { IsValidityCheck = true, Reading = TruthReading };

    /// <summary>√PEHE of the effects, see <see cref="AttributionAccuracy"/>; for simulated rows.</summary>
    /// <param name="trueUpliftColumnName">Column with the truth by touch. Default "TrueUplift", as in <see cref="AttributionRow"/>.</param>
    public static SweepObjective<AlmMtaOptions> TruePehe(string trueUpliftColumnName = nameof(AttributionRow.TrueUplift)) =>
        new("true-pehe", false, (_, scored) => Accuracy(scored, trueUpliftColumnName).Pehe) { IsValidityCheck = true, Reading = TruthReading };

    /// <summary>The objective of that name.</summary>
    /// <param name="name">outcome-log-loss, outcome-auc, match-auc, true-spearman or true-pehe.</param>
    /// <param name="trueUpliftColumnName">Column with the truth, for the last two.</param>
    /// <exception cref="ArgumentException">There is no such objective.</exception>
    public static SweepObjective<AlmMtaOptions> Named(string name, string trueUpliftColumnName = nameof(AttributionRow.TrueUplift)) => ObjectiveNames.Find(
        name, [OutcomeLogLoss, OutcomeAuc, MatchAuc(), TrueSpearman(trueUpliftColumnName), TruePehe(trueUpliftColumnName)]);

    private static AttributionAccuracy Accuracy(IDataView scored, string truth)
    {
        ScoredTouches touches = ScoredTouches.Read(scored, "Uplift", truth);
        return AttributionAccuracy.Compute(touches.Scores, touches.Known, touches.Offsets);
    }
}
