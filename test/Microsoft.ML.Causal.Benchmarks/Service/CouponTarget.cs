// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Text.Json;
using Microsoft.ML.Causal.ScoringService;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>Coupons to recommend by one of two UniMVT models.</summary>
internal sealed class CouponTarget : LoadTarget
{
    private readonly CouponPrediction[][] _expected;

    private CouponTarget(CouponPrediction[][] expected) => _expected = expected;

    public override string Setting => nameof(ScoringOptions.Coupons);

    public override string Address => "/coupons/recommend";

    public static CouponTarget Create()
    {
        var mlContext = new MLContext(seed: 1);
        CouponRow[] rows = [.. mlContext.Data.CreateEnumerable<CouponRow>(
            CouponSample.Randomised(CouponWorld.Syn1Probability, Requests).ToDataView(mlContext), reuseRowObject: false)];
        byte[][] models = [.. new[] { 1, 2 }.Select(Train)];
        return new CouponTarget([.. models.Select(model => LoadModel.Predict<CouponRow, CouponPrediction>(model, rows))])
        {
            Models = models,
            Fingerprints = [.. models.Select(ServedModel.FingerprintOf)],
            Bodies = [.. rows.Select(row => JsonSerializer.SerializeToUtf8Bytes(new { row.Features }))],
        };

        byte[] Train(int seed)
        {
            IDataView logs = CausalDatasets.Coupons(mlContext, CouponWorld.Syn1Probability, 20_000, seed);
            return LoadModel.Save(mlContext, logs, mlContext.Transforms
                .ReplaceMissingValues("Features", replacementMode: MissingValueReplacingEstimator.ReplacementMode.Mean)
                .Append(mlContext.Causal().UniMvt(new UniMvtOptions { Seed = seed, ResponseValue = 10, UnitCost = 1, Epochs = 2 })));
        }
    }

    public override (string Model, Func<int, bool> Is) Read(byte[] answer, int request)
    {
        CouponAnswer read = JsonSerializer.Deserialize<CouponAnswer>(answer, Format)!;
        return (read.Model, version =>
        {
            CouponPrediction expected = _expected[version][request];
            return read.BaseProbability == expected.BaseProbability && read.UnitUplift == expected.UnitUplift
                && read.PredictedIntensity == expected.PredictedIntensity && read.TreatedProbability == expected.TreatedProbability
                && read.RecommendedIntensity == expected.RecommendedIntensity && read.ExpectedGain == expected.ExpectedGain
                && read.ResponseCurve.Select(point => point.Probability).SequenceEqual(expected.ResponseCurve);
        });
    }
}
