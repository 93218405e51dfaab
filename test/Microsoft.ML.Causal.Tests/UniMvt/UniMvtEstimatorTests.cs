// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.UniMvt;

[TestClass]
public class UniMvtEstimatorTests
{
    // Nothing here depends on how good the model is: few epochs, few rows, and no choice to be made between forms.
    private static readonly UniMvtOptions _quick = new()
    {
        Epochs = 2, BatchSize = 256, Seed = 3, ResponseValue = 10, UnitCost = 0.5, OverlapRows = 0,
        InputEncoding = InputEncoding.Periodic, ResponseLink = ResponseLink.Probability,
    };

    private static readonly CouponRow[] _rows = CouponRow.Log(1000, seed: 11);

    private readonly MLContext _mlContext = new(seed: 1);
    private IDataView _data = null!;

    [TestInitialize]
    public void Load() => _data = _mlContext.Data.LoadFromEnumerable(_rows);

    [TestMethod]
    public void Fit_DeliversTheSchemaThatWasPromised()
    {
        foreach (UniMvtOptions options in new[] { _quick, _quick with { EnsembleSize = 2 } })
        {
            UniMvtEstimator estimator = _mlContext.Causal().UniMvt(options);
            EstimatorContract.SchemaPromisedIsDelivered(estimator, estimator.Fit(_data), _data);
        }
    }

    [TestMethod]
    public void Load_OfSavedModel_ScoresTheSameBits()
    {
        UniMvtTransformer model = _mlContext.Causal().UniMvt(_quick).Fit(_data);

        ITransformer loaded = EstimatorContract.SaveAndLoad(_mlContext, model, _data.Schema);

        EstimatorContract.SameScores<CouponScore>(_mlContext, model, loaded, _data);
        EstimatorContract.SameScores<CouponScore>(_mlContext, model, new MLContext().Causal().Open<UniMvtTransformer>(loaded), _data);
    }

    [TestMethod]
    public void PredictionEngine_OnFeaturesOnly_ScoresTheSameBitsAsTransform()
    {
        UniMvtTransformer model = _mlContext.Causal().UniMvt(_quick).Fit(_data);
        ITransformer loaded = EstimatorContract.SaveAndLoad(_mlContext, model, _data.Schema);
        CouponScore[] expected = EstimatorContract.Scores<CouponScore>(_mlContext, model, _data);

        foreach (ITransformer either in new[] { model, loaded })
        {
            using PredictionEngine<CouponFeatures, CouponScore> engine =
                _mlContext.Model.CreatePredictionEngine<CouponFeatures, CouponScore>(either);
            for (int i = 0; i < 200; i++)
                EstimatorContract.SameBits(expected[i], engine.Predict(new CouponFeatures { Features = _rows[i].Features }), i);
        }
    }

    [TestMethod]
    public void Fit_InsideAChain_SavesAndOpens()
    {
        EstimatorChain<UniMvtTransformer> pipeline = _mlContext.Transforms.Conversion.MapValueToKey("CityKey", nameof(CouponRow.City))
            .Append(_mlContext.Causal().UniMvt(_quick with { CategoricalColumnNames = ["CityKey"] }));
        TransformerChain<UniMvtTransformer> model = pipeline.Fit(_data);

        ITransformer loaded = EstimatorContract.SaveAndLoad(_mlContext, model, _data.Schema);

        EstimatorContract.SameScores<CouponScore>(_mlContext, model, loaded, _data);
        UniMvtTransformer opened = _mlContext.Causal().Open<UniMvtTransformer>(loaded);
        CollectionAssert.AreEqual(model.LastTransformer.Grid.ToArray(), opened.Grid.ToArray());
        Assert.AreSame(model.LastTransformer, _mlContext.Causal().Open<UniMvtTransformer>(model));
    }

    [TestMethod]
    public void Fit_WithKeysOfSeveralSizes_SavesAndTellsCategoriesApart()
    {
        EstimatorChain<UniMvtTransformer> pipeline = _mlContext.Transforms.Conversion.MapValueToKey("CityKey", nameof(CouponRow.City))
            .Append(_mlContext.Transforms.Conversion.MapValueToKey("ArmKey", nameof(CouponRow.Treatment)))
            .Append(_mlContext.Causal().UniMvt(_quick with { CategoricalColumnNames = ["CityKey", "ArmKey"] }));
        TransformerChain<UniMvtTransformer> model = pipeline.Fit(_data);

        ITransformer loaded = EstimatorContract.SaveAndLoad(_mlContext, model, _data.Schema);

        EstimatorContract.SameScores<CouponScore>(_mlContext, model, loaded, _data);
        Assert.IsFalse(loaded.Transform(_data).Schema.Any(column => column.Name.StartsWith("__", StringComparison.Ordinal)));
        float Base(string city, bool arm) => EstimatorContract.Scores<CouponScore>(_mlContext, loaded,
            _mlContext.Data.LoadFromEnumerable([new CouponRow { Features = _rows[0].Features, City = city, Treatment = arm }]))[0].BaseProbability;
        Assert.AreEqual(4, new[] { Base("A", false), Base("B", false), Base("A", true), Base("?", false) }.Distinct().Count());
    }

    [TestMethod]
    public void Fit_Twice_GivesTheSameBits()
    {
        // No seed of its own: the estimator draws one from the context when it is made.
        UniMvtEstimator estimator = _mlContext.Causal().UniMvt(_quick with { Seed = null });

        EstimatorContract.SameScores<CouponScore>(_mlContext, estimator.Fit(_data), estimator.Fit(_data), _data);
    }

    [TestMethod]
    public void Fit_ContinuedFromALoadedModel_GivesTheSameBitsAsFromTheModelItself()
    {
        UniMvtEstimator estimator = _mlContext.Causal().UniMvt(_quick);
        UniMvtTransformer former = estimator.Fit(_data);
        IDataView next = _mlContext.Data.LoadFromEnumerable(CouponRow.Log(500, seed: 12));
        UniMvtTransformer opened = _mlContext.Causal().Open<UniMvtTransformer>(EstimatorContract.SaveAndLoad(_mlContext, former, _data.Schema));

        UniMvtTransformer continued = estimator.Fit(next, former);

        EstimatorContract.SameScores<CouponScore>(_mlContext, continued, estimator.Fit(next, opened), _data);
        Assert.AreEqual(1000, continued.Diagnostics!.FormerRows);
        Assert.AreNotEqual(
            EstimatorContract.Scores<CouponScore>(_mlContext, former, _data)[0].BaseProbability,
            EstimatorContract.Scores<CouponScore>(_mlContext, continued, _data)[0].BaseProbability);
    }

    [TestMethod]
    public void Fit_ContinuedWithKeysThatStandForOtherValues_NamesTheColumn()
    {
        IDataView Keyed(params string[] cities) => _mlContext.Transforms.Conversion.MapValueToKey(
            "CityKey", nameof(CouponRow.City), keyData: _mlContext.Data.LoadFromEnumerable(cities.Select(city => new CityName { City = city }))).Fit(_data).Transform(_data);
        UniMvtEstimator estimator = _mlContext.Causal().UniMvt(_quick with { CategoricalColumnNames = ["CityKey"] });
        UniMvtTransformer former = estimator.Fit(Keyed("A", "B"));

        var shuffled = Assert.ThrowsExactly<ArgumentException>(() => estimator.Fit(Keyed("B", "A", "C"), former));
        StringAssert.Contains(shuffled.Message, "The keys of categorical column 'CityKey' stand for other values");
        var fewer = Assert.ThrowsExactly<ArgumentException>(() => estimator.Fit(Keyed("A"), former));
        StringAssert.Contains(fewer.Message, "Categorical column 'CityKey' has 1 keys, and the model to continue from knows 2.");
        UniMvtTransformer grown = estimator.Fit(Keyed("A", "B", "C"), former);
        Assert.ThrowsExactly<ArgumentException>(() => estimator.Fit(Keyed("A", "C", "B"), grown));
    }

    [TestMethod]
    public void Fit_WithContextsOfOneSeed_GivesTheSameBits()
    {
        UniMvtTransformer Fit(int seed) => new MLContext(seed).Causal().UniMvt(_quick with { Seed = null }).Fit(_data);

        EstimatorContract.SameScores<CouponScore>(_mlContext, Fit(5), Fit(5), _data);
        float a = EstimatorContract.Scores<CouponScore>(_mlContext, Fit(5), _data)[0].BaseProbability;
        float b = EstimatorContract.Scores<CouponScore>(_mlContext, Fit(6), _data)[0].BaseProbability;
        Assert.AreNotEqual(a, b);
    }

    [TestMethod]
    public void Score_AtOwnIntensity_IsTheLinkAtThatIntensity()
    {
        UniMvtOptions options = _quick with { ScoreAtOwnIntensity = true };
        UniMvtTransformer model = _mlContext.Causal().UniMvt(options).Fit(_data);

        CouponScore[] scores = EstimatorContract.Scores<CouponScore>(_mlContext, model, _data);

        for (int i = 0; i < scores.Length; i++)
        {
            double expected = Math.Clamp(scores[i].BaseProbability + (double)scores[i].UnitUplift * _rows[i].Intensity, 1e-4, 0.999);
            // One rounding of a product and one of a sum in float, both below 1: 2^-23 covers them.
            Assert.AreEqual(expected, scores[i].TreatedProbability, 1.2e-7, $"row {i}");
        }
    }

    [TestMethod]
    public void Fit_ReportsOverlapOfTheArms()
    {
        UniMvtTransformer model = _mlContext.Causal().UniMvt(_quick with { OverlapRows = 800 }).Fit(_data);

        OverlapReport overlap = model.Diagnostics!.Overlap!;
        Assert.AreEqual(800, overlap.Rows);
        // Treatment follows x0 in this log: a randomised one gives 0.5 with a standard deviation of 0.02 at 800 rows.
        Assert.IsTrue(overlap.Auc is > 0.58 and < 0.85, $"{overlap.Auc}");
        Assert.IsTrue(overlap.Bins.Any(bin => bin.MinimumTierShare > 0.1), "no bin has both tiers");
    }

    [TestMethod]
    public void Fit_WeightedByPropensity_DiffersAndReportsTheEffectiveSampleSize()
    {
        var messages = new List<string>();
        _mlContext.Log += (_, message) =>
        {
            lock (messages)
                messages.Add(message.Message);
        };
        float plain = EstimatorContract.Scores<CouponScore>(_mlContext, _mlContext.Causal().UniMvt(_quick).Fit(_data), _data)[0].BaseProbability;

        UniMvtTransformer weighted = _mlContext.Causal().UniMvt(_quick with { PropensityWeighting = PropensityWeighting.Stabilised }).Fit(_data);

        Assert.AreNotEqual(plain, EstimatorContract.Scores<CouponScore>(_mlContext, weighted, _data)[0].BaseProbability);
        Assert.IsTrue(messages.Exists(message => message.Contains("effective sample size", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Fit_WithMissingColumn_NamesIt()
    {
        var error = Assert.ThrowsExactly<ArgumentException>(
            () => _mlContext.Causal().UniMvt(_quick with { FeatureColumnName = "Nowhere" }).Fit(_data));

        StringAssert.StartsWith(error.Message, "Could not find feature column 'Nowhere'.");
    }

    [TestMethod]
    public void Fit_WithColumnOfAnotherType_SaysBothTypes()
    {
        var error = Assert.ThrowsExactly<ArgumentException>(
            () => _mlContext.Causal().UniMvt(_quick with { TreatmentColumnName = nameof(CouponRow.Intensity) }).Fit(_data));

        StringAssert.StartsWith(error.Message, "Schema mismatch for treatment column 'Intensity': expected Boolean, got Single.");
    }

    [TestMethod]
    public void Fit_WithMissingFeature_CountsRowsAndNamesTheColumn()
    {
        CouponRow[] rows = CouponRow.Log(300, seed: 4);
        rows[7].Features[2] = float.NaN;
        rows[9].Features[0] = float.PositiveInfinity;

        var error = Assert.ThrowsExactly<InvalidOperationException>(
            () => _mlContext.Causal().UniMvt(_quick).Fit(_mlContext.Data.LoadFromEnumerable(rows)));

        StringAssert.Contains(error.Message, "'Features'");
        StringAssert.Contains(error.Message, "2 of 300 rows");
    }

    [TestMethod]
    public void Fit_LogsAndReportsProgress()
    {
        var sources = new List<string>();
        _mlContext.Log += (_, message) =>
        {
            lock (sources)
                sources.Add(message.Message);
        };

        _mlContext.Causal().UniMvt(_quick).Fit(_data);

        Assert.IsTrue(sources.Exists(message => message.Contains("epoch 2 of 2", StringComparison.Ordinal)), string.Join('\n', sources));
    }

    [TestMethod]
    public void Transform_Warm_AllocatesNothingPerRow()
    {
        UniMvtTransformer model = _mlContext.Causal().UniMvt(_quick).Fit(_data);
        var input = new UniMvtScoringInput { Model = Text(model), Features = new VBuffer<float>(4, _rows[0].Features), Intensity = float.NaN };
        var output = new UniMvtScoringOutput();
        UniMvtScoringMapping.Map(input, output);

        // What a row allocates, every batch of rows allocates; what the runtime does once, while it compiles, is in one of them.
        long least = long.MaxValue;
        for (int batch = 0; batch < 3; batch++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 1000; i++)
                UniMvtScoringMapping.Map(input, output);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.AreEqual(0, least);
    }

    [TestMethod]
    public void Open_OfAModelWithoutUniMvt_Says()
    {
        ITransformer other = _mlContext.Transforms.CopyColumns("Copy", "Features").Fit(_data);

        var error = Assert.ThrowsExactly<ArgumentException>(() => _mlContext.Causal().Open<UniMvtTransformer>(other));

        StringAssert.Contains(error.Message, nameof(UniMvtTransformer));
    }

    private sealed class CityName
    {
        public string City { get; set; } = "";
    }

    private ReadOnlyMemory<char> Text(UniMvtTransformer model)
    {
        var chain = (IEnumerable<ITransformer>)EstimatorContract.SaveAndLoad(_mlContext, model, _data.Schema);
        return EmbeddedModel.TryRead(_mlContext, chain)!.Encode().AsMemory();
    }
}
