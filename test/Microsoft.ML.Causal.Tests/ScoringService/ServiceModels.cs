// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Causal.ScoringService;
using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Tests.ScoringService;

/// <summary>Two small models of each kind, with rows, and what ML.NET alone says of these.</summary>
internal static class ServiceModels
{
    private static readonly MLContext _mlContext = new(seed: 1);
    private static readonly Lazy<CouponRow[]> _coupons = new(() =>
        [.. _mlContext.Data.CreateEnumerable<CouponRow>(CouponSample.Randomised(CouponWorld.Syn1Probability, 50).ToDataView(_mlContext), reuseRowObject: false)]);

    private static readonly Lazy<TextJourney[]> _journeys = new(() => [.. TextJourney.Of(_mlContext, AttributionSample.Draw(rows: 800, seed: 5))]);
    private static readonly Lazy<byte[]>[] _couponModels = [new(() => Coupon(1)), new(() => Coupon(2))];
    private static readonly Lazy<byte[]>[] _journeyModels = [new(() => Journey(1)), new(() => Journey(2))];

    /// <summary>Gets rows to score by a coupon model.</summary>
    public static CouponRow[] Coupons => _coupons.Value;

    /// <summary>Gets journeys to explain: the shortest and the longest among them.</summary>
    public static TextJourney[] Journeys => [.. _journeys.Value.OrderBy(row => row.Item.Length).Take(5), .. _journeys.Value.OrderBy(row => -row.Item.Length).Take(5)];

    /// <summary>A model file; versions 0 and 1 give other scores.</summary>
    public static byte[] CouponModel(int version) => _couponModels[version].Value;

    /// <summary>A model file; versions 0 and 1 give other scores.</summary>
    public static byte[] JourneyModel(int version) => _journeyModels[version].Value;

    /// <summary>What a plain load of the model says of <see cref="Coupons"/>.</summary>
    public static CouponPrediction[] CouponPredictions(int version) => Predictions<CouponRow, CouponPrediction>(CouponModel(version), Coupons);

    /// <summary>What a plain load of the model says of <see cref="Journeys"/>.</summary>
    public static JourneyPrediction[] JourneyPredictions(int version) => Predictions<TextJourney, JourneyPrediction>(JourneyModel(version), Journeys);

    private static TPrediction[] Predictions<TRow, TPrediction>(byte[] file, TRow[] rows)
        where TRow : class
        where TPrediction : class, new()
    {
        var mlContext = new MLContext();
        using PredictionEngine<TRow, TPrediction> engine =
            mlContext.Model.CreatePredictionEngine<TRow, TPrediction>(mlContext.Model.Load(new MemoryStream(file), out _));
        return [.. rows.Select(engine.Predict)];
    }

    /// <summary>As the README saves it: with the schema of the training data, and means in the place of missing features.</summary>
    private static byte[] Coupon(int seed)
    {
        IDataView logs = CausalDatasets.Coupons(_mlContext, CouponWorld.Syn1Probability, 1500, seed);
        return Save(_mlContext.Transforms.ReplaceMissingValues("Features", replacementMode: Transforms.MissingValueReplacingEstimator.ReplacementMode.Mean)
            .Append(_mlContext.Causal().UniMvt(new UniMvtOptions { Seed = seed, ResponseValue = 10, UnitCost = 1, Epochs = 1 })), logs);
    }

    private static byte[] Journey(int seed)
    {
        IDataView logs = _mlContext.Data.LoadFromEnumerable(_journeys.Value);
        return Save(_mlContext.Transforms.Conversion.MapValueToKey([new InputOutputColumnPair("Item"), new InputOutputColumnPair("Cluster")])
            .Append(_mlContext.Causal().AlmMta(new AlmMtaOptions
            {
                TouchKeyColumnNames = ["Item"], ClusterColumnName = "Cluster", ContentColumnName = "Content", ProxyColumnName = "Proxy",
                Stack = AlmMtaStack.Off, MaxTouchpoints = 8, BootstrapFits = 2, Seed = seed,
            })), logs);
    }

    private static byte[] Save(IEstimator<ITransformer> pipeline, IDataView data)
    {
        var stream = new MemoryStream();
        _mlContext.Model.Save(pipeline.Fit(data), data.Schema, stream);
        return stream.ToArray();
    }
}
