// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Spectre.Console;

namespace Microsoft.ML.Causal.Samples;

/// <summary>The whole path on generated data: train, judge, save, load, score, choose a coupon.</summary>
internal static class Tour
{
    private const double ClickValue = 10, UnitCost = 1;
    private const int TrainingRows = 40_000, TestRows = 20_000, Seed = 1;

    public static int Run()
    {
        // Four coupons of 1.0 to 4.0; the logs favour some users, with a coupon and with a higher one.
        CouponWorld world = CouponWorld.Syn3Probability;
        Screen.Step($"Drawing {TrainingRows.Count()} logged impressions of the coupon world {world.Name}, and {TestRows.Count()} randomised ones to judge by");
        var mlContext = new MLContext(Seed);
        IDataView logs = CausalDatasets.Coupons(mlContext, world, TrainingRows, Seed);
        CouponSample test = CouponSample.Randomised(world, TestRows, Seed);
        IDataView testRows = test.ToDataView(mlContext);

        EstimatorChain<UniMvtTransformer> pipeline = mlContext.Transforms
            .ReplaceMissingValues("Features", replacementMode: MissingValueReplacingEstimator.ReplacementMode.Mean)
            .Append(mlContext.Causal().UniMvt(new UniMvtOptions { Seed = Seed, ResponseValue = ClickValue, UnitCost = UnitCost }));
        TransformerChain<UniMvtTransformer> model = Screen.Fit(mlContext, "Training UniMVT inside an ML.NET pipeline", () => pipeline.Fit(logs));

        Screen.Step("Judging it against the truth, which a generated world knows");
        var scores = new NumberColumns(model.Transform(testRows), nameof(CouponScore.BaseProbability), nameof(CouponScore.UnitUplift),
            nameof(CouponScore.RecommendedIntensity));
        AnsiConsole.Write(TruthTable(test, scores, model.LastTransformer.Diagnostics!));

        string path = Path.Combine(Path.GetTempPath(), $"unimvt-tour-{Guid.NewGuid():N}.zip");
        try
        {
            Screen.Step("Saving the model as a .zip, and loading it with plain mlContext.Model.Load");
            mlContext.Model.Save(model, logs.Schema, path);
            var service = new MLContext();
            ITransformer loaded = service.Model.Load(path, out _);
            Screen.Step($"The file has {((int)new FileInfo(path).Length).Count()} bytes; {CompareScores(service, loaded, testRows, scores)}");

            Screen.Step("Choosing a coupon for each user: value 10 a click, cost 1 per unit of the coupon, paid when it is redeemed");
            AnsiConsole.Write(PolicyTable(test, scores["RecommendedIntensity"]));
            AnsiConsole.Write(UserTable(service, loaded, test));
        }
        finally
        {
            File.Delete(path);
        }

        JourneyTour.Run();
        return 0;
    }

    private static Table TruthTable(CouponSample test, NumberColumns scores, UniMvtDiagnostics fit)
    {
        float[] uplift = scores[nameof(CouponScore.UnitUplift)], constant = [.. Enumerable.Repeat(test.TrueUnitUplift.Average(), test.Rows)];
        CumulativeSlopeMetrics slope = CumulativeSlope.Compute<float>(
            uplift, test.Intensity, [.. test.Label.Select(label => label ? 1f : 0f)], options: new CumulativeSlopeOptions { PermutationDraws = 200 });
        return Screen.Table($"trained in {fit.Seconds.Digits(1)} s", "how good is the unit uplift", "model", "best possible", "without any idea")
            .Row("Q: CS-Qini on the truth, for 8,000 rows", NoiseFreeCsQini.Compute<float>(uplift, test.TrueUnitUplift).Digits(1),
                NoiseFreeCsQini.Compute<float>(test.TrueUnitUplift, test.TrueUnitUplift).Digits(1), "0.0")
            .Row("root PEHE", RootPehe.Compute<float>(uplift, test.TrueUnitUplift).Digits(4), "0.0000",
                RootPehe.Compute<float>(constant, test.TrueUnitUplift).Digits(4))
            .Row("root PEHE of the base probability",
                RootPehe.Compute<float>(scores[nameof(CouponScore.BaseProbability)], test.TrueBaseProbability).Digits(4), "0.0000", "")
            .Row("CS-Qini from clicks", slope.CsQini.Digits(1), "", $"{slope.CsQiniPermutation!.Mean.Digits(1)} ± {slope.CsQiniPermutation.StandardDeviation.Digits(1)}");
    }

    /// <summary>Scores again with the loaded model, in batch and one by one, and counts what is the same to the last bit.</summary>
    private static string CompareScores(MLContext service, ITransformer loaded, IDataView testRows, NumberColumns before)
    {
        float[] first = before[nameof(CouponScore.UnitUplift)];
        float[] batch = new NumberColumns(loaded.Transform(testRows), nameof(CouponScore.UnitUplift))[nameof(CouponScore.UnitUplift)];
        using PredictionEngine<CouponRow, CouponScore> engine = service.Model.CreatePredictionEngine<CouponRow, CouponScore>(loaded);
        float[] single = [.. service.Data.CreateEnumerable<CouponRow>(testRows, reuseRowObject: false).Select(row => engine.Predict(row).UnitUplift)];
        int same = Enumerable.Range(0, first.Length).Count(i => Same(first[i], batch[i]) && Same(first[i], single[i]));
        return $"loaded, in batch and through PredictionEngine, it gives {same.Count()} of {first.Length.Count()} rows the same score to the last bit";
    }

    private static bool Same(float a, float b) => BitConverter.SingleToInt32Bits(a) == BitConverter.SingleToInt32Bits(b);

    private static Table PolicyTable(CouponSample test, float[] recommended)
    {
        Table table = Screen.Table("what each policy is truly worth", "policy", "coupons", "clicks", "net gain for 1,000 users");
        Add("no coupons", _ => 0);
        foreach (double tier in test.World.Tiers)
            Add($"{tier.Digits(1)} for everyone", _ => tier);
        Add("the model's choice", row => recommended[row]);
        return table;

        void Add(string name, Func<int, double> intensity)
        {
            double clicks = 0, gain = 0;
            int coupons = 0;
            for (int row = 0; row < test.Rows; row++)
            {
                double[] x = [.. test.Features[(row * CouponWorld.Features)..((row + 1) * CouponWorld.Features)].Select(value => (double)value)];
                double q = intensity(row), p = test.World.Probability(x, q);
                coupons += q > 0 ? 1 : 0;
                clicks += p;
                gain += (ClickValue - UnitCost * q) * p - ClickValue * test.World.BaseProbability(x);
            }

            table.Row(name, $"{(100.0 * coupons / test.Rows).Digits(1)} %", $"{(100 * clicks / test.Rows).Digits(1)} %", (1000 * gain / test.Rows).Digits(0));
        }
    }

    private static Table UserTable(MLContext service, ITransformer loaded, CouponSample test)
    {
        using PredictionEngine<CouponRow, CouponScore> engine = service.Model.CreatePredictionEngine<CouponRow, CouponScore>(loaded);
        Table table = Screen.Table("five users, one prediction each", "user", "base probability", "truth", "unit uplift", "truth", "coupon", "expected gain");
        for (int user = 0; user < 5; user++)
        {
            CouponScore score = engine.Predict(new CouponRow
            {
                Features = test.Features[(user * CouponWorld.Features)..((user + 1) * CouponWorld.Features)],
            });
            table.Row($"{user + 1}", score.BaseProbability.Digits(3), test.TrueBaseProbability[user].Digits(3), score.UnitUplift.Digits(4),
                test.TrueUnitUplift[user].Digits(4), score.RecommendedIntensity == 0 ? "none" : score.RecommendedIntensity.Digits(2),
                score.ExpectedGain.Digits(3));
        }

        return table;
    }
}
