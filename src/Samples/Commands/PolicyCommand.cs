// Licensed under the MIT licence; see LICENSE in the repository root.

using System.CommandLine;
using System.Globalization;
using Microsoft.ML.Data;
using Spectre.Console;

namespace Microsoft.ML.Causal.Samples;

/// <summary>Plans who gets which coupon under a budget, from a file of scores.</summary>
internal static class PolicyCommand
{
    public static System.CommandLine.Command Create()
    {
        Option<string> scores = new("--scores") { Description = "Scores with BaseProbability and the response curve, Response@..., as the coupons command writes them (.csv or .csv.gz).", Required = true };
        Option<double> budget = new("--budget") { Description = "Most that may be spent on all rows, as expected cost. Without it each row takes its largest net gain.", DefaultValueFactory = _ => double.PositiveInfinity };
        Option<double> value = new("--value") { Description = "Value of a response, in money.", Required = true };
        Option<double> cost = new("--cost") { Description = "Cost of a unit of intensity, in the same money.", Required = true };
        Option<string> basis = new("--basis") { Description = "When the cost falls due: redemption or issue.", DefaultValueFactory = _ => "redemption" };
        basis.AcceptOnlyFromAmong("redemption", "issue");
        Option<double?> minimumReturn = new("--minimum-return") { Description = "Least value that the last unit of spend must bring; 1 spends nothing that does not come back. Default 0 with a budget, otherwise 1." };
        Option<double> threshold = new("--threshold") { Description = "Least uplift per cost at which an intensity is issued." };
        Option<double> minShare = new("--min-share") { Description = "Least share of rows that are issued an intensity; of each group where there are groups." };
        Option<double> maxShare = new("--max-share") { Description = "Largest share of rows that are issued an intensity; of each group where there are groups.", DefaultValueFactory = _ => 1 };
        Option<double> cap = new("--cap") { Description = "Highest intensity that may be issued.", DefaultValueFactory = _ => double.PositiveInfinity };
        Option<string?> groups = new("--groups") { Description = "Column of the scores file whose values are groups." };
        Option<string[]> groupBudgets = new("--group-budget") { Description = "Most that may be spent on a group, such as north=500; may be given several times." };
        Option<string?> output = new("--output") { Description = "Where to save the plan, one line a row: PlannedIntensity, PlannedGain, PlannedSpend (.csv or .csv.gz)." };
        Option<string?> json = new("--json") { Description = "Where to save the numbers of the plan (.json)." };
        Option<string?> model = new("--model") { Description = "The model that wrote the scores (.zip), to put the plan's price into; with --planned-model." };
        Option<string?> plannedModel = new("--planned-model") { Description = "Where to save that model: its RecommendedIntensity follows the plan (.zip)." };
        var command = new System.CommandLine.Command("policy", "Plans which intensity each row is issued under a budget, and says what that is worth.")
        {
            scores, budget, value, cost, basis, minimumReturn, threshold, minShare, maxShare, cap, groups, groupBudgets, output, json, model, plannedModel,
        };
        command.SetAction(line =>
        {
            PolicyLimits limits = new() { MinimumShare = line.GetValue(minShare), MaximumShare = line.GetValue(maxShare), MaximumIntensity = line.GetValue(cap) };
            PolicyOptions options = new()
            {
                ResponseValue = line.GetRequiredValue(value),
                UnitCost = line.GetRequiredValue(cost),
                CostBasis = line.GetValue(basis) == "issue" ? CostBasis.PerIssue : CostBasis.PerRedemption,
                UpliftPerCostThreshold = line.GetValue(threshold),
                Budget = line.GetValue(budget),
                MinimumReturn = line.GetValue(minimumReturn),
                Limits = limits,
                GroupColumnName = line.GetValue(groups),
                GroupLimits = GroupBudgets(line.GetValue(groupBudgets) ?? [], limits),
            };
            return Run(line.GetRequiredValue(scores), options, line.GetValue(output), line.GetValue(json), line.GetValue(model), line.GetValue(plannedModel));
        });
        return command;
    }

    private static int Run(string path, PolicyOptions options, string? outputPath, string? jsonPath, string? modelPath, string? plannedModelPath)
    {
        if (modelPath is null != plannedModelPath is null)
            throw new ArgumentException("--model and --planned-model go together: the one is read, the other written.");
        IReadOnlyList<(string Name, float Intensity)> curve = Columns(path, options.GroupColumnName);
        Screen.Step($"Planning {path}");
        var mlContext = new MLContext();
        CsvDataView file = new(path,
        [
            (ResponseColumns.BaseColumn, NumberDataViewType.Single), .. curve.Select(column => (column.Name, (DataViewType)NumberDataViewType.Single)),
            .. options.GroupColumnName is { } name ? [(name, (DataViewType)TextDataViewType.Instance)] : Array.Empty<(string, DataViewType)>(),
        ]);
        IDataView scored = mlContext.Transforms.Concatenate(ResponseColumns.CurveColumn, [.. curve.Select(column => column.Name)]).Fit(file).Transform(file);
        PlannedPolicy planned = mlContext.Causal().Policy.Plan(scored, [.. curve.Select(column => column.Intensity)], options);

        if (outputPath != null)
        {
            Screen.Step($"Writing the plan to {outputPath}");
            ScoresFile.Write(outputPath, planned.Data, ScoresFile.ScalarOutputs(scored.Schema, planned.Data.Schema));
        }

        if (modelPath != null)
        {
            Screen.Step($"Putting the plan's price into {modelPath}, to {plannedModelPath}");
            ITransformer model = mlContext.Model.Load(modelPath, out DataViewSchema schema);
            AtomicFile.Write(plannedModelPath!, stream => mlContext.Model.Save(mlContext.Causal().Policy.Freeze(model, planned.Plan), schema, stream));
        }

        PolicyReport report = PolicyReport.Of(planned.Plan);
        if (jsonPath != null)
        {
            Screen.Step($"Writing the report to {jsonPath}");
            JsonFile.Write(jsonPath, report);
        }

        foreach (Table table in report.Tables())
            AnsiConsole.Write(table);
        return 0;
    }

    private static IReadOnlyList<(string Name, float Intensity)> Columns(string path, string? group)
    {
        using var reader = new CsvReader(path);
        reader.Find(ResponseColumns.BaseColumn);
        if (group != null)
            reader.Find(group);
        return ResponseColumns.Find(reader);
    }

    private static Dictionary<string, PolicyLimits> GroupBudgets(string[] budgets, PolicyLimits limits)
    {
        Dictionary<string, PolicyLimits> groups = [];
        foreach (string text in budgets)
        {
            int equals = text.LastIndexOf('=');
            if (equals <= 0 || !double.TryParse(text.AsSpan(equals + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double budget))
                throw new ArgumentException($"--group-budget '{text}' must be a group, an equals sign and a number, such as north=500.");
            groups[text[..equals]] = limits with { Budget = budget };
        }

        return groups;
    }
}
