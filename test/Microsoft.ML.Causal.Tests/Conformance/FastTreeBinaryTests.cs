// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Microsoft.ML.Trainers.FastTree;

namespace Microsoft.ML.Causal.Tests.Conformance;

[TestClass]
public class FastTreeBinaryTests
{
    private static readonly LogisticWorld[] s_train = LogisticWorld.Rows(1500, seed: 1), s_test = LogisticWorld.Rows(1500, seed: 2);

    private static IDataView View(MLContext ml, LogisticWorld[] rows) => ml.Data.LoadFromEnumerable(rows);

    [TestMethod]
    public void Probability_IsCalibratedAndClose()
    {
        var ml = new MLContext(seed: 1);
        var model = ml.BinaryClassification.Trainers.FastTree(numberOfTrees: 30, numberOfLeaves: 8).Fit(View(ml, s_train));

        IDataView scored = model.Transform(View(ml, s_test));
        float[] probability = scored.Values<float>("Probability");
        CalibratedBinaryClassificationMetrics metrics = ml.BinaryClassification.Evaluate(scored);

        // The truth itself ranks these rows with an AUC of about 0.87.
        Assert.IsGreaterThan(0.83, metrics.AreaUnderRocCurve);
        Assert.AreEqual(s_test.Average(row => row.Truth), probability.Average(), 0.03);
        Assert.IsLessThan(0.1, probability.Zip(s_test, (p, row) => Math.Abs(p - row.Truth)).Average());
    }

    [TestMethod]
    public void Probability_IsPlattOfTheScore()
    {
        var ml = new MLContext(seed: 1);
        var model = ml.BinaryClassification.Trainers.FastTree(numberOfTrees: 10).Fit(View(ml, s_train));
        PlattCalibrator calibrator = model.Model.Calibrator;

        IDataView scored = model.Transform(View(ml, s_test));
        float[] score = scored.Values<float>("Score"), probability = scored.Values<float>("Probability");
        bool[] predicted = scored.Values<bool>("PredictedLabel");

        for (int i = 0; i < score.Length; i++)
        {
            // Probabilities are single-precision numbers below one.
            Assert.AreEqual(1 / (1 + Math.Exp(calibrator.Slope * score[i] + calibrator.Offset)), probability[i], 1e-6);
            Assert.AreEqual(score[i] > 0, predicted[i]);
        }

    }

    [TestMethod]
    [DataRow(0.2)]
    [DataRow(0.05)]
    public void Calibrator_IsGivenByTheLearningRate_NotFitted(double learningRate)
    {
        var ml = new MLContext(seed: 1);

        PlattCalibrator calibrator = ml.BinaryClassification.Trainers.FastTree(numberOfTrees: 2, learningRate: learningRate).Fit(View(ml, s_train)).Model.Calibrator;

        Assert.AreEqual(-2 * learningRate, calibrator.Slope, 1e-12);
        Assert.AreEqual(0, calibrator.Offset);
    }

    [TestMethod]
    public void Training_SameSeed_GivesTheSameBits()
    {
        float[] Scores()
        {
            var ml = new MLContext(seed: 5);
            return ml.BinaryClassification.Trainers.FastTree(numberOfTrees: 10).Fit(View(ml, s_train)).Transform(View(ml, s_test)).Values<float>("Score");
        }

        CollectionAssert.AreEqual(Scores(), Scores());
    }

    [TestMethod]
    public void Weight_OfZeroLikeNumbers_TakesRowsOut()
    {
        // Half of the rows contradict the other half, with next to no weight.
        LogisticWorld[] flipped = LogisticWorld.Rows(1500, seed: 3);
        foreach (LogisticWorld row in flipped)
            (row.Label, row.Weight) = (!row.Label, 1e-4f);
        var ml = new MLContext(seed: 1);
        IDataView mixed = View(ml, [.. s_train, .. flipped]);

        double Auc(string? weight) => ml.BinaryClassification.Evaluate(
            ml.BinaryClassification.Trainers.FastTree(exampleWeightColumnName: weight, numberOfTrees: 30, numberOfLeaves: 8)
                .Fit(mixed).Transform(View(ml, s_test))).AreaUnderRocCurve;

        Assert.IsGreaterThan(0.8, Auc("Weight"));
        Assert.IsLessThan(0.7, Auc(null));
    }

    [TestMethod]
    public void Options_AreTheSameTrainer()
    {
        float[] ByOptions()
        {
            var ml = new MLContext(seed: 5);
            var options = new FastTreeBinaryTrainer.Options { NumberOfTrees = 10, NumberOfLeaves = 8, MinimumExampleCountPerLeaf = 20, LearningRate = 0.1 };
            return ml.BinaryClassification.Trainers.FastTree(options).Fit(View(ml, s_train)).Transform(View(ml, s_test)).Values<float>("Score");
        }

        float[] ByArguments()
        {
            var ml = new MLContext(seed: 5);
            return ml.BinaryClassification.Trainers.FastTree(numberOfTrees: 10, numberOfLeaves: 8, minimumExampleCountPerLeaf: 20, learningRate: 0.1)
                .Fit(View(ml, s_train)).Transform(View(ml, s_test)).Values<float>("Score");
        }

        CollectionAssert.AreEqual(ByOptions(), ByArguments());
    }

    [TestMethod]
    public void Model_SavedAndLoaded_ScoresTheSame()
    {
        var ml = new MLContext(seed: 1);
        ITransformer model = ml.BinaryClassification.Trainers.FastTree(numberOfTrees: 10).Fit(View(ml, s_train));
        using var stream = new MemoryStream();
        ml.Model.Save(model, View(ml, s_train).Schema, stream);
        stream.Position = 0;

        ITransformer loaded = new MLContext().Model.Load(stream, out _);

        CollectionAssert.AreEqual(model.Transform(View(ml, s_test)).Values<float>("Probability"), loaded.Transform(View(ml, s_test)).Values<float>("Probability"));
    }

    [TestMethod]
    public void Column_MissingOrOfAnotherType_IsNamed()
    {
        var ml = new MLContext(seed: 1);

        var missing = Assert.Throws<ArgumentOutOfRangeException>(() => ml.BinaryClassification.Trainers.FastTree("Outcome").Fit(View(ml, s_train)));
        var wrong = Assert.Throws<ArgumentOutOfRangeException>(() => ml.BinaryClassification.Trainers.FastTree("Target").Fit(View(ml, s_train)));

        StringAssert.Contains(missing.Message, "'Outcome'");
        StringAssert.Contains(wrong.Message, "Schema mismatch for label column 'Target'");
    }
}
