// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Samples;

/// <summary>The sweep over the loss ratios of ALM-MTA as printed.</summary>
internal static class AttributionSweep
{
    /// <summary>On files of journeys.</summary>
    public static SweepProblem<AlmMtaOptions, AlmMtaTransformer> OnFiles(MLContext mlContext, AttributionFiles files, string? proxy, string? match, int take)
    {
        AlmMtaOptions options = files.Options(proxy, match);
        string[] columns = [.. files.TrainingColumns, .. files.HasTruth ? [AttributionFiles.TrueUplift] : Array.Empty<string>()];
        int[] rows = [.. files.TrainingRows.Take(take)];
        // Keys are numbered once, for all trials; which items there are is no secret of the held-out users.
        IDataView train = files.Table.View(rows, columns), test = files.Table.View(files.TestRows, columns);
        TransformerChain<ColumnConcatenatingTransformer> prepare = mlContext.Transforms.Conversion
            .MapValueToKey([.. files.Keys.Select(column => new InputOutputColumnPair(column))])
            .Append(mlContext.Transforms.Concatenate(options.ContextColumnName, [.. files.Context]))
            .Fit(train);
        return Of($"the loss ratios of ALM-MTA as printed on {rows.Length.Count()} journeys", options, prepare.Transform(train), prepare.Transform(test),
            files.HasTruth ? AttributionFiles.TrueUplift : null);
    }

    /// <summary>On a simulated platform.</summary>
    public static SweepProblem<AlmMtaOptions, AlmMtaTransformer> OnSimulated(MLContext mlContext, int rows, int seed)
    {
        AttributionSample sample = AttributionSample.Draw(rows: rows, seed: seed);
        var options = new AlmMtaOptions
        {
            TouchKeyColumnNames = [nameof(AttributionRow.Item)],
            ClusterColumnName = nameof(AttributionRow.Cluster),
            MatchColumnName = nameof(AttributionRow.MatchCosine),
            ExactMatchColumnName = nameof(AttributionRow.MatchStrict),
            UserColumnName = nameof(AttributionRow.User),
        };
        return Of($"the loss ratios of ALM-MTA as printed on journeys of the training users among {rows.Count()} simulated ones", options,
            sample.ToDataView(mlContext, AttributionSplit.Train), sample.ToDataView(mlContext, AttributionSplit.Test), nameof(AttributionRow.TrueUplift));
    }

    private static SweepProblem<AlmMtaOptions, AlmMtaTransformer> Of(string title, AlmMtaOptions options, IDataView train, IDataView test, string? truth)
    {
        SweepObjective<AlmMtaOptions>[] objectives =
        [
            .. options.ExactMatchColumnName is null ? Array.Empty<SweepObjective<AlmMtaOptions>>() : [AlmMtaObjectives.MatchAuc()],
            AlmMtaObjectives.OutcomeLogLoss, AlmMtaObjectives.OutcomeAuc,
            .. truth is null ? Array.Empty<SweepObjective<AlmMtaOptions>>() : [AlmMtaObjectives.TrueSpearman(truth), AlmMtaObjectives.TruePehe(truth)],
        ];
        return new(
            title, (context, trial) => context.Causal().AlmMta(trial), options with { Identification = AlmMtaIdentification.Paper }, AlmMtaSweepSpaces.LossRatios(),
            objectives, objectives, SweepHalving<AlmMtaOptions>.On(o => o.StageEpochs), train, test);
    }
}
