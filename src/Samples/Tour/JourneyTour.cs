// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Spectre.Console;

namespace Microsoft.ML.Causal.Samples;

/// <summary>The path of attribution on simulated journeys: train, judge, save, load, say which touch did it.</summary>
internal static class JourneyTour
{
    private const int Rows = 30_000, Seed = 1;

    public static void Run()
    {
        // What draws users to topics also makes them upload: whoever only compares, takes the cause of both for an effect of the touches.
        Screen.Step($"Simulating {Rows.Count()} journeys of a platform where what people see makes them upload, with a hidden cause of both");
        var mlContext = new MLContext(Seed);
        AttributionSample sample = AttributionSample.Draw(rows: Rows, seed: Seed);
        IDataView logs = sample.ToDataView(mlContext, AttributionSplit.Train), test = sample.ToDataView(mlContext, AttributionSplit.Test);

        AlmMtaEstimator estimator = mlContext.Causal().AlmMta(new AlmMtaOptions
        {
            TouchKeyColumnNames = [nameof(AttributionRow.Item)],
            ClusterColumnName = nameof(AttributionRow.Cluster),
            ContentColumnName = nameof(AttributionRow.Content),
            ProxyColumnName = nameof(AttributionRow.ProxyMedium),
            ExactMatchColumnName = nameof(AttributionRow.MatchStrict),
            UserColumnName = nameof(AttributionRow.User),
            Stack = AlmMtaStack.Off,
            Outputs = AlmMtaOutputs.ShapleyCredit,
            Seed = Seed,
        });
        AlmMtaTransformer model = Screen.Fit(mlContext, "Training ALM-MTA on the journeys of the training users", () => estimator.Fit(logs));

        Screen.Step("Judging it on other users against the truth, which a simulation knows");
        AttributionRow[] rows = [.. mlContext.Data.CreateEnumerable<AttributionRow>(test, reuseRowObject: false)];
        int[] offsets = [0, .. Sums(rows.Select(row => row.Item.Length))];
        IDataView scored = model.Transform(test);
        var scores = new TouchScores(scored, offsets);
        float[] truth = [.. rows.SelectMany(row => row.TrueUplift)];
        var accuracy = AttributionAccuracy.Compute(scores.Uplift, truth, offsets);
        var rates = AttributionAccuracy.Compute(UploadRates(mlContext, logs, rows), truth, offsets);
        AnsiConsole.Write(Screen.Table($"trained in {model.Diagnostics!.Seconds.Digits(1)} s", "how good are the effects of touches", "model", "best possible", "upload rate of the item")
            .Row("Spearman within journeys", accuracy.Spearman.Digits(3), "1.000", rates.Spearman.Digits(3))
            .Row("root PEHE", accuracy.Pehe.Digits(4), "0.0000", rates.Pehe.Digits(4))
            .Row("sum of effects by the true sum", accuracy.Ratio.Digits(2), "1.00", rates.Ratio.Digits(2)));

        string path = Path.Combine(Path.GetTempPath(), $"almmta-tour-{Guid.NewGuid():N}.zip");
        try
        {
            mlContext.Model.Save(model, logs.Schema, path);
            var service = new MLContext();
            var loaded = new TouchScores(service.Model.Load(path, out _).Transform(test), offsets);
            int same = scores.Uplift.Index().Count(touch => BitConverter.SingleToInt32Bits(touch.Item) == BitConverter.SingleToInt32Bits(loaded.Uplift[touch.Index]));
            Screen.Step($"Saved as a .zip and loaded, it gives {same.Count()} of {truth.Length.Count()} touches the same effect to the last bit");
        }
        finally
        {
            File.Delete(path);
        }

        AnsiConsole.Write(TouchTable(rows, scores, [.. scored.GetColumn<float[]>("ShapleyCredit")], new NumberColumns(scored, "Probability", "BaseProbability")));
        JourneyOutputs.Show(mlContext, model.Transform(logs), scored, truth, offsets);
    }

    /// <summary>What a report without causes would say of a touch: the rate of uploads in journeys with its item.</summary>
    private static float[] UploadRates(MLContext mlContext, IDataView logs, AttributionRow[] rows)
    {
        var uploads = new Dictionary<uint, (int Uploads, int Journeys)>();
        foreach (AttributionRow row in mlContext.Data.CreateEnumerable<AttributionRow>(logs, reuseRowObject: true))
        {
            foreach (uint item in row.Item.Distinct())
            {
                (int made, int journeys) = uploads.GetValueOrDefault(item);
                uploads[item] = (made + (row.Label ? 1 : 0), journeys + 1);
            }
        }

        return [.. rows.SelectMany(row => row.Item).Select(item => uploads.TryGetValue(item, out var count) ? (float)count.Uploads / count.Journeys : 0)];
    }

    private static Table TouchTable(AttributionRow[] rows, TouchScores scores, float[][] credits, NumberColumns probabilities)
    {
        int row = Enumerable.Range(0, rows.Length).First(i => rows[i].Item.Length == 5);
        Table table = Screen.Table("one journey: by how much would uploading become less likely without each touch", "touch", "item", "effect", "interval", "truth", "Shapley credit");
        for (int j = 0; j < rows[row].Item.Length; j++)
        {
            int touch = scores.Offsets[row] + j;
            table.Row($"{j + 1}", $"{rows[row].Item[j]}", scores.Uplift[touch].Digits(4),
                $"{scores.Lower[touch].Digits(4)} to {scores.Upper[touch].Digits(4)}", rows[row].TrueUplift[j].Digits(4), credits[row][j].Digits(4));
        }

        float with = probabilities["Probability"][row], without = probabilities["BaseProbability"][row];
        return table.Caption($"credits add up to what the touches do together, {with.Digits(4)} − {without.Digits(4)} = {(with - without).Digits(4)}");
    }

    private static IEnumerable<int> Sums(IEnumerable<int> lengths)
    {
        int sum = 0;
        foreach (int length in lengths)
            yield return sum += length;
    }
}
