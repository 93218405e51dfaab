// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Samples;

/// <summary>Two models for one mailing, each scoring the half of the customers that the other was trained on.</summary>
internal sealed record HillstromFit(int Rows, UpliftCurveMetrics Uplift, double TopEffect)
{
    private const double Top = 0.3;

    public static HillstromFit Run(HillstromRow[] rows, string arm, int seed, int draws)
    {
        var mlContext = new MLContext(seed);
        IDataView data = mlContext.Data.LoadFromEnumerable(rows);
        List<float> uplift = [], visit = [];
        List<bool> treatment = [];
        foreach (DataOperationsCatalog.TrainTestData half in mlContext.Data.CrossValidationSplit(data, numberOfFolds: 2, seed: seed))
        {
            ITransformer model = Screen.Fit(mlContext, $"Training on one half: {arm} against none", () => Pipeline(mlContext, seed).Fit(half.TrainSet));
            var scored = new NumberColumns(
                model.Transform(half.TestSet), "UnitUplift", nameof(HillstromRow.Treatment), nameof(HillstromRow.Visit));
            uplift.AddRange(scored["UnitUplift"]);
            visit.AddRange(scored[nameof(HillstromRow.Visit)]);
            treatment.AddRange(scored.Truth(nameof(HillstromRow.Treatment)));
        }

        float[] score = [.. uplift], outcome = [.. visit];
        bool[] treated = [.. treatment];
        UpliftCurveMetrics metrics = UpliftCurve.Compute<float>(score, treated, outcome,
            options: new UpliftCurveOptions { PermutationDraws = draws, BootstrapDraws = draws, Seed = seed });
        return new HillstromFit(rows.Length, metrics, UpliftAtK.Compute<float>(score, treated, outcome, Top));
    }

    /// <summary>An e-mail may keep customers away, so effects below 0 are allowed.</summary>
    private static IEstimator<ITransformer> Pipeline(MLContext mlContext, int seed) => mlContext.Transforms
        .Concatenate("Features", nameof(HillstromRow.Recency), nameof(HillstromRow.History), nameof(HillstromRow.BoughtMens),
            nameof(HillstromRow.BoughtWomens), nameof(HillstromRow.Newbie))
        .Append(mlContext.Transforms.Conversion.MapValueToKey(nameof(HillstromRow.ZipCode)))
        .Append(mlContext.Transforms.Conversion.MapValueToKey(nameof(HillstromRow.Channel)))
        .Append(mlContext.Causal().UniMvt(new UniMvtOptions
        {
            CategoricalColumnNames = [nameof(HillstromRow.ZipCode), nameof(HillstromRow.Channel)],
            LabelColumnName = nameof(HillstromRow.Visit),
            NonNegative = false,
            Seed = seed,
        }));
}
