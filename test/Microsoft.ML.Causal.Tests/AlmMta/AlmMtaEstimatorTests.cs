// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta;

[TestClass]
public class AlmMtaEstimatorTests
{
    // Nothing here depends on how good the model is: few journeys, no networks beside the core.
    private static readonly AttributionSample _sample = AttributionSample.Draw(rows: 2000, seed: 5);

    private static readonly AlmMtaOptions _quick = new()
    {
        TouchKeyColumnNames = [nameof(AttributionRow.Item)],
        ClusterColumnName = nameof(AttributionRow.Cluster),
        ContentColumnName = nameof(AttributionRow.Content),
        ProxyColumnName = nameof(AttributionRow.ProxyMedium),
        ExactMatchColumnName = nameof(AttributionRow.MatchStrict),
        UserColumnName = nameof(AttributionRow.User),
        Stack = AlmMtaStack.Off,
        Seed = 3,
    };

    private readonly MLContext _mlContext = new(seed: 1);
    private IDataView _logs = null!;

    [TestInitialize]
    public void Load() => _logs = _sample.ToDataView(_mlContext, AttributionSplit.Train);

    [TestMethod]
    public void Fit_DeliversTheSchemaThatWasPromised()
    {
        AlmMtaEstimator estimator = _mlContext.Causal().AlmMta(_quick);

        EstimatorContract.SchemaPromisedIsDelivered(estimator, estimator.Fit(_logs), _logs);
    }

    [TestMethod]
    public void Load_OfSavedModel_ScoresTheSameBits()
    {
        AlmMtaTransformer model = _mlContext.Causal().AlmMta(_quick).Fit(_logs);

        ITransformer loaded = EstimatorContract.SaveAndLoad(_mlContext, model, _logs.Schema);

        EstimatorContract.SameScores<JourneyScore>(_mlContext, model, loaded, _logs);
        EstimatorContract.SameScores<JourneyScore>(_mlContext, model, _mlContext.Causal().Open<AlmMtaTransformer>(loaded), _logs);
    }

    [TestMethod]
    public void PredictionEngine_OnJourneys_ScoresTheSameBitsAsTransform()
    {
        AlmMtaTransformer model = _mlContext.Causal().AlmMta(_quick).Fit(_logs);
        ITransformer loaded = EstimatorContract.SaveAndLoad(_mlContext, model, _logs.Schema);
        JourneyScore[] expected = EstimatorContract.Scores<JourneyScore>(_mlContext, model, _logs);
        AttributionRow[] rows = [.. _mlContext.Data.CreateEnumerable<AttributionRow>(_logs, reuseRowObject: false)];

        using PredictionEngine<AttributionRow, JourneyScore> engine =
            _mlContext.Model.CreatePredictionEngine<AttributionRow, JourneyScore>(loaded, _logs.Schema);
        for (int i = 0; i < 100; i++)
            EstimatorContract.SameBits(expected[i], engine.Predict(rows[i]), i);
    }

    [TestMethod]
    public void Score_HasOneNumberPerTouch()
    {
        AlmMtaTransformer model = _mlContext.Causal().AlmMta(_quick).Fit(_logs);

        JourneyScore[] scores = EstimatorContract.Scores<JourneyScore>(_mlContext, model, _logs);

        AttributionRow[] rows = [.. _mlContext.Data.CreateEnumerable<AttributionRow>(_logs, reuseRowObject: false)];
        Assert.IsTrue(rows.Select(row => row.Item.Length).Distinct().Count() > 5, "the journeys are all alike");
        for (int i = 0; i < rows.Length; i++)
        {
            Assert.HasCount(rows[i].Item.Length, scores[i].Uplift, $"row {i}");
            Assert.HasCount(rows[i].Item.Length, scores[i].UpliftLogit, $"row {i}");
        }
    }

    [TestMethod]
    public void Fit_WithExposureWeights_ReportsTheirEffectiveSampleSize()
    {
        AlmMtaOptions weighted = _quick with { Components = new() { ExposureWeighting = ExposureWeighting.GeometricMean } };
        AlmMtaDiagnostics with = _mlContext.Causal().AlmMta(weighted).Fit(_logs).Diagnostics!;
        AlmMtaDiagnostics measured = _mlContext.Causal().AlmMta(_quick with { MeasureOverlap = true }).Fit(_logs).Diagnostics!;

        Assert.IsTrue(with.EffectiveSampleSize > with.Rows / 2 && with.EffectiveSampleSize < with.Rows);
        Assert.AreEqual(with.Exposure!.EffectiveSampleSize, with.EffectiveSampleSize!.Value);
        Assert.AreEqual(with.Exposure.ClippedRows, with.ClippedWeights!.Value);
        Assert.AreEqual(with.Exposure, measured.Exposure);
        Assert.IsNull(measured.EffectiveSampleSize);
    }

    [TestMethod]
    public void Fit_Twice_GivesTheSameBits()
    {
        AlmMtaEstimator estimator = _mlContext.Causal().AlmMta(_quick with { Seed = null });

        EstimatorContract.SameScores<JourneyScore>(_mlContext, estimator.Fit(_logs), estimator.Fit(_logs), _logs);
    }

    [TestMethod]
    public void Fit_WithMissingColumn_NamesIt()
    {
        var error = Assert.ThrowsExactly<ArgumentException>(
            () => _mlContext.Causal().AlmMta(_quick with { ProxyColumnName = "Nowhere" }).Fit(_logs));

        StringAssert.Contains(error.Message, "'Nowhere'");
    }

    private sealed class JourneyScore
    {
        public float Probability { get; set; }

        public float ObservedProbability { get; set; }

        public float BaseProbability { get; set; }

        public float AdditivityGap { get; set; }

        public float[] Uplift { get; set; } = [];

        public float[] UpliftLogit { get; set; } = [];

        public float[] Score { get; set; } = [];
    }
}
