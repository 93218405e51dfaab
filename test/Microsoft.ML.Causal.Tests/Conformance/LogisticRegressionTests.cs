// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Microsoft.ML.Trainers;

namespace Microsoft.ML.Causal.Tests.Conformance;

[TestClass]
public class LogisticRegressionTests
{
    private static readonly LogisticWorld[] s_train = LogisticWorld.Rows(4000, seed: 1);

    private readonly MLContext _ml = new(seed: 1);

    private IDataView View => _ml.Data.LoadFromEnumerable(s_train);

    private LinearBinaryModelParameters Fitted(float l1 = 0, float l2 = 0, string? weight = null) =>
        _ml.BinaryClassification.Trainers.LbfgsLogisticRegression(exampleWeightColumnName: weight, l1Regularization: l1, l2Regularization: l2)
            .Fit(View).Model.SubModel;

    [TestMethod]
    public void Weights_WithoutPenalty_AreThoseOfTheWorld()
    {
        LinearBinaryModelParameters model = Fitted();

        // Standard errors of 4000 rows are below 0.1; three of them are allowed.
        Assert.AreEqual(3, model.Weights[0], 0.3);
        Assert.AreEqual(-2, model.Weights[1], 0.3);
        Assert.AreEqual(0, model.Weights[2], 0.3);
        Assert.AreEqual(0, model.Bias, 0.3);
    }

    [TestMethod]
    public void Solution_IsTheMaximumOfTheLikelihood()
    {
        LinearBinaryModelParameters model = Fitted();

        // At the maximum the gradient Σ (σ(w·x + b) − y)·x is zero; per row, the optimizer stops below 1e-3.
        var gradient = new double[4];
        foreach (LogisticWorld row in s_train)
        {
            double logit = model.Bias + row.Features.Zip(model.Weights, (x, w) => x * w).Sum();
            double residual = 1 / (1 + Math.Exp(-logit)) - (row.Label ? 1 : 0);
            for (int j = 0; j < 3; j++)
                gradient[j] += residual * row.Features[j] / s_train.Length;
            gradient[3] += residual / s_train.Length;
        }

        foreach (double component in gradient)
            Assert.AreEqual(0, component, 1e-3);
    }

    [TestMethod]
    public void Penalties_Shrink_AndL1ZeroesWhatDoesNothing()
    {
        LinearBinaryModelParameters free = Fitted(), ridge = Fitted(l2: 100), lasso = Fitted(l1: 60);

        Assert.IsLessThan(Math.Abs(free.Weights[0]), Math.Abs(ridge.Weights[0]));
        Assert.AreEqual(0f, lasso.Weights[2]);
        Assert.IsGreaterThan(0.5f, lasso.Weights[0]);
    }

    [TestMethod]
    public void Probability_IsTheSigmoidOfTheScore()
    {
        IDataView scored = _ml.BinaryClassification.Trainers.LbfgsLogisticRegression().Fit(View).Transform(View);
        float[] score = scored.Values<float>("Score"), probability = scored.Values<float>("Probability");

        for (int i = 0; i < score.Length; i++)
            Assert.AreEqual(1 / (1 + Math.Exp(-score[i])), probability[i], 1e-6);
    }

    [TestMethod]
    public void Weight_OfTwo_IsTheRowTwice()
    {
        LogisticWorld[] rows = LogisticWorld.Rows(600, seed: 4);
        for (int i = 0; i < rows.Length; i++)
            rows[i].Weight = i % 2 + 1;
        IDataView weighted = _ml.Data.LoadFromEnumerable(rows);
        IDataView repeated = _ml.Data.LoadFromEnumerable([.. rows, .. rows.Where(row => row.Weight == 2)]);

        LinearBinaryModelParameters once = _ml.BinaryClassification.Trainers.LbfgsLogisticRegression(exampleWeightColumnName: "Weight", l1Regularization: 0, l2Regularization: 0).Fit(weighted).Model.SubModel;
        LinearBinaryModelParameters twice = _ml.BinaryClassification.Trainers.LbfgsLogisticRegression(l1Regularization: 0, l2Regularization: 0).Fit(repeated).Model.SubModel;

        // Without penalties: L1 and L2 are taken per row, and weights do not change the number of rows. Both stop at the optimizer's tolerance, along different paths.
        for (int j = 0; j < 3; j++)
            Assert.AreEqual(twice.Weights[j], once.Weights[j], 0.02);
    }

    [TestMethod]
    public void Model_SavedAndLoaded_ScoresTheSame()
    {
        ITransformer model = _ml.BinaryClassification.Trainers.LbfgsLogisticRegression().Fit(View);
        using var stream = new MemoryStream();
        _ml.Model.Save(model, View.Schema, stream);
        stream.Position = 0;

        ITransformer loaded = new MLContext().Model.Load(stream, out _);

        CollectionAssert.AreEqual(model.Transform(View).Values<float>("Probability"), loaded.Transform(View).Values<float>("Probability"));
    }
}
