// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Propensity;

[TestClass]
public class PropensityEstimatorTests
{
    private static readonly CouponSample _logs = CouponSample.Logs(CouponWorld.Syn1Probability, 6000, seed: 3);
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Propensity_OfConfoundedLogs_FollowsTheLoggingPolicy()
    {
        IDataView data = _logs.ToDataView(_mlContext);
        PropensityTransformer model = _mlContext.Causal().Propensity(new() { CrossFittingFolds = 3 }).Fit(data);
        PropensityRow[] rows = EstimatorContract.Scores<PropensityRow>(_mlContext, model, data);

        // The constant at the treated share is off by the policy's spread, about .27; boosting on 4,000 rows a fold halves that.
        double error = 0, spread = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            error += Math.Pow(rows[i].Propensity - Policy(i), 2) / rows.Length;
            spread += Math.Pow(.35 - Policy(i), 2) / rows.Length;
        }

        Assert.IsLessThan(spread / 4, error);
        Assert.IsGreaterThan(.7, model.Overlap!.Auc);
        Assert.IsLessThan(Math.Abs(model.Overlap.Balance[0].Unweighted) / 3, Math.Abs(model.Overlap.Balance[0].Weighted));
    }

    [TestMethod]
    [DataRow(PropensityWeighting.Stabilised)]
    [DataRow(PropensityWeighting.Overlap)]
    public void Weight_OfEachRow_FollowsFromItsPropensity(PropensityWeighting weighting)
    {
        IDataView data = _logs.ToDataView(_mlContext);
        PropensityTransformer model = _mlContext.Causal().Propensity(new() { Weighting = weighting, Clip = .05f }).Fit(data);
        PropensityRow[] rows = EstimatorContract.Scores<PropensityRow>(_mlContext, model, data);
        double share = _logs.Treatment.Count(w => w) / (double)rows.Length;

        for (int i = 0; i < rows.Length; i++)
        {
            Assert.IsTrue(rows[i].Propensity is >= .05f and <= .95f);
            double expected = PropensityWeights.Weight(weighting, rows[i].Propensity, _logs.Treatment[i], share);
            Assert.AreEqual(expected, rows[i].Weight, 1e-6 * expected);
        }
    }

    [TestMethod]
    public void Model_SavedAndLoaded_ScoresTheSameBits()
    {
        IDataView data = _logs.ToDataView(_mlContext);
        PropensityOptions[] cases = [new(), new() { CrossFittingFolds = 2, Weighting = PropensityWeighting.Inverse }];
        foreach (PropensityOptions options in cases)
        {
            PropensityTransformer model = _mlContext.Causal().Propensity(options).Fit(data);
            ITransformer loaded = EstimatorContract.SaveAndLoad(_mlContext, model, data.Schema);
            EstimatorContract.SameScores<PropensityRow>(_mlContext, model, loaded, data);

            PropensityTransformer opened = _mlContext.Causal().Open<PropensityTransformer>(loaded);
            Assert.AreEqual((model.Clip, model.CrossFittingFolds, model.Weighting), (opened.Clip, opened.CrossFittingFolds, opened.Weighting));
            Assert.IsNull(opened.Overlap);
        }
    }

    [TestMethod]
    public void Model_WithoutWeights_ScoresThroughAPredictionEngineOnFeaturesOnly()
    {
        IDataView data = _logs.ToDataView(_mlContext);
        PropensityOptions options = new() { Weighting = PropensityWeighting.None, PropensityColumnName = "Chance", CrossFittingFolds = 2 };
        PropensityTransformer model = _mlContext.Causal().Propensity(options).Fit(data);
        ITransformer loaded = EstimatorContract.SaveAndLoad(_mlContext, model, data.Schema);
        using PredictionEngine<FeaturesRow, ChanceRow> engine = _mlContext.Model.CreatePredictionEngine<FeaturesRow, ChanceRow>(loaded);

        ChanceRow[] rows = EstimatorContract.Scores<ChanceRow>(_mlContext, model, data);
        for (int i = 0; i < 50; i++)
        {
            FeaturesRow row = new() { Features = _logs.Features[(8 * i)..(8 * i + 8)] };
            Assert.AreEqual(rows[i].Chance, engine.Predict(row).Chance);
        }
    }

    [TestMethod]
    public void OutputSchema_Promised_IsDelivered()
    {
        IDataView data = _logs.ToDataView(_mlContext);
        foreach (PropensityOptions options in new PropensityOptions[] { new(), new() { Weighting = PropensityWeighting.None } })
        {
            PropensityEstimator estimator = _mlContext.Causal().Propensity(options);
            EstimatorContract.SchemaPromisedIsDelivered(estimator, estimator.Fit(data), data);
        }
    }

    [TestMethod]
    public void Trainer_GivingAScoreOnly_IsCalibrated()
    {
        IDataView data = _logs.ToDataView(_mlContext);
        IEstimator<ITransformer> scoreOnly = _mlContext.BinaryClassification.Trainers.LbfgsLogisticRegression("Treatment")
            .Append(_mlContext.Transforms.DropColumns("Probability", "PredictedLabel"));
        PropensityTransformer model = _mlContext.Causal().Propensity(new() { Trainer = scoreOnly }).Fit(data);
        PropensityRow[] rows = EstimatorContract.Scores<PropensityRow>(_mlContext, model, data);

        // Platt scaling makes the mean propensity that of the treated share, up to its smoothed targets.
        Assert.AreEqual(model.Overlap!.TreatedShare, rows.Average(row => row.Propensity), .01);
        Assert.IsGreaterThan(.7, model.Overlap.Auc);
        CollectionAssert.DoesNotContain(model.Transform(data).Schema.Select(column => column.Name).ToArray(), "Score");
    }

    [TestMethod]
    public void Trainer_WithoutAScore_IsRefused()
    {
        IEstimator<ITransformer> nothing = _mlContext.Transforms.CopyColumns("Other", "Features");
        InvalidOperationException error = Assert.ThrowsExactly<InvalidOperationException>(
            () => _mlContext.Causal().Propensity(new() { Trainer = nothing }).Fit(_logs.ToDataView(_mlContext)));
        StringAssert.Contains(error.Message, "must give a column 'Probability' or 'Score'");
    }

    [TestMethod]
    public void Fit_OfOneArm_SaysHowManyRows()
    {
        CouponRow[] rows = [.. Enumerable.Range(0, 30).Select(i => new CouponRow { Features = new float[8], Treatment = true })];
        InvalidOperationException error = Assert.ThrowsExactly<InvalidOperationException>(
            () => _mlContext.Causal().Propensity().Fit(_mlContext.Data.LoadFromEnumerable(rows)));
        Assert.AreEqual("Treatment column 'Treatment' is true in all 30 rows; a propensity needs both arms.", error.Message);
    }

    [TestMethod]
    public void CrossFitting_OfRowsThatAreAllAlike_IsRefused()
    {
        CouponRow[] rows = [.. Enumerable.Range(0, 30).Select(i => new CouponRow { Features = new float[8], Treatment = i % 2 == 0 })];
        InvalidOperationException error = Assert.ThrowsExactly<InvalidOperationException>(
            () => _mlContext.Causal().Propensity(new() { CrossFittingFolds = 5 }).Fit(_mlContext.Data.LoadFromEnumerable(rows)));
        StringAssert.Contains(error.Message, "more distinct features");
    }

    [TestMethod]
    public void Fit_OnDataWithAScoreColumn_RefusesToReplaceIt()
    {
        IDataView logs = _logs.ToDataView(_mlContext), data = _mlContext.Transforms.CopyColumns("Score", "Intensity").Fit(logs).Transform(logs);
        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(() => _mlContext.Causal().Propensity().Fit(data));
        StringAssert.Contains(error.Message, "a column 'Score', which the propensity trainer's own would replace");
    }

    [TestMethod]
    public void Options_OutOfRange_AreNamed()
    {
        (PropensityOptions Options, string Message)[] cases =
        [
            (new() { Clip = .5f }, "PropensityOptions.Clip must be in (0, 0.5)."),
            (new() { Clip = float.NaN }, "PropensityOptions.Clip must be in (0, 0.5)."),
            (new() { CrossFittingFolds = 0 }, "PropensityOptions.CrossFittingFolds must be from 1 to 20."),
            (new() { FeatureColumnName = " " }, "PropensityOptions.FeatureColumnName must be the name of a column."),
        ];
        foreach ((PropensityOptions options, string message) in cases)
            StringAssert.StartsWith(
                Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _mlContext.Causal().Propensity(options)).Message, message);
    }

    [TestMethod]
    public void Fold_OfARow_IsTheSameForItsSparseForm()
    {
        VBuffer<float> dense = new(5, [0, 2.5f, 0, -1, 0]), sparse = new(5, 2, [2.5f, -1], [1, 3]);
        int[] counts = new int[4];
        for (int i = 0; i < 4000; i++)
            counts[PropensityFold.Of(new VBuffer<float>(8, _logs.Features[(8 * i)..(8 * i + 8)]), 4)]++;

        Assert.AreEqual(PropensityFold.Of(dense, 1000), PropensityFold.Of(sparse, 1000));
        // Four standard deviations of a count of 4,000 rows at one in four.
        foreach (int count in counts)
            Assert.AreEqual(1000, count, 4 * Math.Sqrt(4000 * .25 * .75));
    }

    private static double Policy(int row)
    {
        double[] x = [.. _logs.Features[(8 * row)..(8 * row + 8)].Select(value => (double)value)];
        return Math.Clamp(CouponWorld.Sigmoid(_logs.World.TreatmentIntercept + CouponWorld.Value(x)), .02, .98);
    }

    private sealed class PropensityRow
    {
        public float Propensity { get; set; }

        public float Weight { get; set; }
    }

    private sealed class ChanceRow
    {
        public float Chance { get; set; }
    }

    private sealed class FeaturesRow
    {
        [VectorType(CouponWorld.Features)]
        public float[] Features { get; set; } = [];
    }
}
