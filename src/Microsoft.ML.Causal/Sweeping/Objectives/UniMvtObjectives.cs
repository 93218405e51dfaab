// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Objectives for sweeps over <see cref="UniMvtOptions"/>.</summary>
public static class UniMvtObjectives
{
    private const string BaseReading =
        "Judges the base probability on untreated rows alone; it says nothing of the uplift.";

    private const string OutcomeReading =
        "Prediction of the observed outcome: models whose effects are wrong may predict it as well as those whose effects are right.";

    /// <summary>Gets the log-loss of the base probability on held-out controls, nats.</summary>
    public static SweepObjective<UniMvtOptions> BaseLogLoss { get; } = new("base-log-loss", false, (options, scored) =>
    {
        (float[] probability, bool[] label) = Controls(options, scored);
        return LogLoss.Compute<float>(probability, label);
    }) { Reading = BaseReading };

    /// <summary>Gets the AUC of the base probability on held-out controls.</summary>
    public static SweepObjective<UniMvtOptions> BaseAuc { get; } = new("base-auc", true, (options, scored) =>
    {
        (float[] probability, bool[] label) = Controls(options, scored);
        return AreaUnderRocCurve.Compute<float>(probability, label);
    }) { Reading = BaseReading };

    /// <summary>Gets the log-loss of the outcome of all held-out rows, nats. Needs <see cref="UniMvtOptions.ScoreAtOwnIntensity"/>.</summary>
    public static SweepObjective<UniMvtOptions> OutcomeLogLoss { get; } = new("outcome-log-loss", false, (options, scored) =>
        LogLoss.Compute<float>(OutcomeProbability(options, scored), ScoredColumn.Truths(scored, options.LabelColumnName))) { Reading = OutcomeReading };

    /// <summary>Gets the AUC of the outcome of all held-out rows. Needs <see cref="UniMvtOptions.ScoreAtOwnIntensity"/>.</summary>
    public static SweepObjective<UniMvtOptions> OutcomeAuc { get; } = new("outcome-auc", true, (options, scored) =>
        AreaUnderRocCurve.Compute<float>(OutcomeProbability(options, scored), ScoredColumn.Truths(scored, options.LabelColumnName))) { Reading = OutcomeReading };

    /// <summary>Gets the CS-Qini per row of the unit uplift, from outcomes; see <see cref="CumulativeSlope"/>.</summary>
    public static SweepObjective<UniMvtOptions> CsQini { get; } = new("cs-qini", true, (options, scored) =>
        CumulativeSlope.Compute<float>(
            ScoredColumn.Numbers(scored, "UnitUplift"), ScoredColumn.Numbers(scored, options.IntensityColumnName),
            [.. ScoredColumn.Truths(scored, options.LabelColumnName).Select(label => label ? 1f : 0f)]).CsQiniPerRow)
    {
        Reading = "A check only where intensities of the held-out rows were randomised, or nearly so. On logs of a policy that favours some rows it also rewards the policy's own taste.",
    };

    /// <summary>Q, the CS-Qini on the true unit uplift, see <see cref="NoiseFreeCsQini"/>; for simulated rows.</summary>
    /// <param name="trueUnitUpliftColumnName">Name of the column with the truth: <see cref="float"/>. Default "TrueUnitUplift", as in <see cref="CouponRow"/>.</param>
    public static SweepObjective<UniMvtOptions> Q(string trueUnitUpliftColumnName = nameof(CouponRow.TrueUnitUplift)) => new("q", true, (_, scored) =>
        NoiseFreeCsQini.Compute<float>(ScoredColumn.Numbers(scored, "UnitUplift"), ScoredColumn.Numbers(scored, trueUnitUpliftColumnName)))
    {
        IsValidityCheck = true,
        Reading = "The truth of a simulation: real data has none.",
    };

    /// <summary>The objective of that name.</summary>
    /// <param name="name">base-log-loss, base-auc, outcome-log-loss, outcome-auc, cs-qini or q.</param>
    /// <param name="trueUnitUpliftColumnName">Column with the truth, for q.</param>
    /// <exception cref="ArgumentException">There is no such objective.</exception>
    public static SweepObjective<UniMvtOptions> Named(string name, string trueUnitUpliftColumnName = nameof(CouponRow.TrueUnitUplift)) =>
        ObjectiveNames.Find(name, [BaseLogLoss, BaseAuc, OutcomeLogLoss, OutcomeAuc, CsQini, Q(trueUnitUpliftColumnName)]);

    private static (float[] Probability, bool[] Label) Controls(UniMvtOptions options, IDataView scored)
    {
        float[] probability = ScoredColumn.Numbers(scored, "BaseProbability");
        bool[] label = ScoredColumn.Truths(scored, options.LabelColumnName), treated = ScoredColumn.Truths(scored, options.TreatmentColumnName);
        int[] controls = [.. Enumerable.Range(0, label.Length).Where(i => !treated[i])];
        return controls.Length > 0
            ? ([.. controls.Select(i => probability[i])], [.. controls.Select(i => label[i])])
            : throw new InvalidOperationException($"All {label.Length} held-out rows are treated; the base probability is judged on controls.");
    }

    private static float[] OutcomeProbability(UniMvtOptions options, IDataView scored)
    {
        if (!options.ScoreAtOwnIntensity)
        {
            throw new InvalidOperationException(
                $"The outcome of a row is that at its own intensity; set {nameof(UniMvtOptions)}.{nameof(options.ScoreAtOwnIntensity)}, or take an objective of the base probability.");
        }

        float[] untreated = ScoredColumn.Numbers(scored, "BaseProbability"), treatedProbability = ScoredColumn.Numbers(scored, "TreatedProbability");
        bool[] treated = ScoredColumn.Truths(scored, options.TreatmentColumnName);
        return [.. treated.Select((isTreated, i) => isTreated ? treatedProbability[i] : untreated[i])];
    }
}
