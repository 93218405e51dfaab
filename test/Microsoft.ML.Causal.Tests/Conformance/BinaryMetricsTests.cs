// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Conformance;

[TestClass]
public class BinaryMetricsTests
{
    // Sums over a handful of rows in double precision from single-precision inputs.
    private const double Tolerance = 1e-6;

    private readonly MLContext _ml = new(seed: 1);

    private sealed class Scored
    {
        public bool Label { get; set; }
        public float Score { get; set; }
        public float Probability { get; set; }
        public bool PredictedLabel { get; set; }
    }

    private IDataView View(params (bool Label, float Probability)[] rows) => _ml.Data.LoadFromEnumerable(rows.Select(row => new Scored
    {
        Label = row.Label,
        Probability = row.Probability,
        Score = MathF.Log(row.Probability / (1 - row.Probability)),
        PredictedLabel = row.Probability > 0.5f,
    }).ToArray());

    private IDataView Five => View((true, 0.9f), (false, 0.6f), (true, 0.7f), (false, 0.2f), (true, 0.3f));

    [TestMethod]
    public void CountsOfFiveRows_AreWorkedByHand()
    {
        CalibratedBinaryClassificationMetrics metrics = _ml.BinaryClassification.Evaluate(Five);

        // True positives 2, false positives 1, true negatives 1, false negatives 1.
        Assert.AreEqual(3.0 / 5, metrics.Accuracy, Tolerance);
        Assert.AreEqual(2.0 / 3, metrics.PositivePrecision, Tolerance);
        Assert.AreEqual(2.0 / 3, metrics.PositiveRecall, Tolerance);
        Assert.AreEqual(1.0 / 2, metrics.NegativePrecision, Tolerance);
        Assert.AreEqual(1.0 / 2, metrics.NegativeRecall, Tolerance);
        Assert.AreEqual(2.0 / 3, metrics.F1Score, Tolerance);
    }

    [TestMethod]
    public void AreaUnderRocCurve_IsTheShareOfOrderedPairs()
    {
        // Of the 6 pairs of a positive and a negative, 0.9>0.6, 0.9>0.2, 0.7>0.6, 0.7>0.2, 0.3>0.2 are in order.
        Assert.AreEqual(5.0 / 6, _ml.BinaryClassification.Evaluate(Five).AreaUnderRocCurve, Tolerance);
        Assert.AreEqual(5.0 / 6, _ml.BinaryClassification.EvaluateNonCalibrated(Five).AreaUnderRocCurve, Tolerance);
    }

    [TestMethod]
    public void AreaUnderRocCurve_CountsATieAsHalf()
    {
        IDataView tied = View((true, 0.6f), (false, 0.6f), (true, 0.7f), (false, 0.2f));

        Assert.AreEqual(3.5 / 4, _ml.BinaryClassification.Evaluate(tied).AreaUnderRocCurve, Tolerance);
    }

    [TestMethod]
    public void LogLoss_IsInBits()
    {
        CalibratedBinaryClassificationMetrics metrics = _ml.BinaryClassification.Evaluate(Five);
        double expected = -(Math.Log2(0.9) + Math.Log2(0.4) + Math.Log2(0.7) + Math.Log2(0.8) + Math.Log2(0.3)) / 5;
        double prior = -(0.6 * Math.Log2(0.6) + 0.4 * Math.Log2(0.4));

        Assert.AreEqual(expected, metrics.LogLoss, Tolerance);
        Assert.AreEqual(prior, metrics.Entropy, Tolerance);
        Assert.AreEqual((prior - expected) / prior, metrics.LogLossReduction, Tolerance);
    }

    [TestMethod]
    public void Labels_OfOneKind_HaveNoCurve()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.BinaryClassification.Evaluate(View((true, 0.6f), (true, 0.7f))));
    }

    [TestMethod]
    public void Column_Missing_IsNamed()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.BinaryClassification.Evaluate(Five, labelColumnName: "Outcome"));

        StringAssert.Contains(error.Message, "Outcome");
    }

    [TestMethod]
    public void CrossValidation_ScoresEveryRowOnce()
    {
        IDataView view = _ml.Data.LoadFromEnumerable(LogisticWorld.Rows(1200, seed: 1));

        var results = _ml.BinaryClassification.CrossValidate(view, _ml.BinaryClassification.Trainers.LbfgsLogisticRegression(), numberOfFolds: 3);

        Assert.AreEqual(3, results.Count);
        CollectionAssert.AreEqual(new[] { 0, 1, 2 }, results.Select(result => result.Fold).ToArray());
        Assert.AreEqual(1200, results.Sum(result => result.ScoredHoldOutSet.Values<float>("Score").Length));
        Assert.IsTrue(results.All(result => result.Metrics.AreaUnderRocCurve > 0.8));
    }
}
