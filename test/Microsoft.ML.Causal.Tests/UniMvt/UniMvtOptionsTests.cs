// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Reflection;

namespace Microsoft.ML.Causal.Tests.UniMvt;

[TestClass]
public class UniMvtOptionsTests
{
    [TestMethod]
    public void Defaults_OfTheDefaultPreset_AreThoseOfTheDesign()
    {
        var options = new UniMvtOptions();
        Assert.AreEqual(InputEncoding.Auto, options.InputEncoding);
        Assert.AreEqual(ResponseLink.Probability, options.ResponseLink);
        Assert.AreEqual(Activation.Silu, options.ExpertActivation);
        CollectionAssert.AreEqual(new[] { 32, 32 }, options.ExpertWidths.ToArray());
        CollectionAssert.AreEqual(new[] { 64, 32 }, options.TowerWidths.ToArray());
        CollectionAssert.AreEqual(new[] { 32 }, options.HeadWidths.ToArray());
        Assert.AreEqual(2, options.ExpertsPerGroup);
        Assert.AreEqual((8, 0.15, 8), (options.Frequencies, options.FrequencyScale, options.EncodingWidth));
        Assert.AreEqual((1.0, 1.0, 1.0, 0.1, 0.0), (options.BaseWeight, options.TreatmentWeight, options.CrossWeight, options.IntensityWeight, options.OrthogonalityWeight));
        Assert.AreEqual((4e-3, 100, 20, 1024), (options.LearningRate, options.WarmupSteps, options.Epochs, options.BatchSize));
        Assert.AreEqual((true, 1.0), (options.DecoupledWeightDecay, options.WeightDecay));
        Assert.IsTrue(options.UseLinearSkips && options.UseObservedIntensity && options.UseExperts && options.UseCrossNetwork && options.UseTreatmentTower);
        Assert.IsFalse(options.UseBaseConsistency || options.TreatmentTowerTrainsRepresentation || options.UseUniformBiases);
        Assert.AreEqual(UnitUpliftActivation.Softplus, options.UnitUpliftActivation);
        Assert.AreEqual(IntensityHead.Auto, options.IntensityHead);
        Assert.AreEqual(ConsistencyLoss.BinaryCrossEntropy, options.Consistency);
        Assert.AreEqual((1, 0.1), (options.EnsembleSize, options.ValidationFraction));
        Assert.AreEqual((16, PolicyRule.ExpectedGain, 1.0, 0.0, CostBasis.PerRedemption, 0.0), (options.GridPoints, options.PolicyRule, options.ResponseValue, options.UnitCost, options.CostBasis, options.UpliftPerCostThreshold));
    }

    [TestMethod]
    public void Defaults_OfTheCorrectedPreset_AreThePrintedEncoderAndOneScale()
    {
        UniMvtOptions options = UniMvtOptions.For(UniMvtPreset.Corrected);
        Assert.AreEqual((InputEncoding.Raw, ResponseLink.Probability), (options.InputEncoding, options.ResponseLink));
        Assert.AreEqual(Activation.Relu, options.ExpertActivation);
        CollectionAssert.AreEqual(new[] { 64, 32 }, options.ExpertWidths.ToArray());
        Assert.AreEqual((false, 1e-5, 1e-4), (options.DecoupledWeightDecay, options.WeightDecay, options.OrthogonalityWeight));
        Assert.IsTrue(options.TreatmentTowerTrainsRepresentation && options.UseObservedIntensity && options.DetachTreatedProbability && options.UseUniformBiases);
        Assert.IsFalse(options.UseLinearSkips || options.UseBaseConsistency);
        Assert.AreEqual(OrthogonalityPenalty.RowNormalisedMean, options.Orthogonality);
    }

    [TestMethod]
    public void Defaults_OfThePaperPreset_AreThePrintedForm()
    {
        UniMvtOptions options = UniMvtOptions.For(UniMvtPreset.Paper);
        Assert.AreEqual((InputEncoding.Raw, ResponseLink.Logit), (options.InputEncoding, options.ResponseLink));
        Assert.AreEqual((UnitUpliftActivation.Relu, ConsistencyLoss.SquaredError), (options.UnitUpliftActivation, options.Consistency));
        Assert.AreEqual((OrthogonalityPenalty.RawSum, IntensityHead.Regression), (options.Orthogonality, options.IntensityHead));
        Assert.IsTrue(options.UseBaseConsistency);
        Assert.IsFalse(options.UseObservedIntensity || options.DetachTreatedProbability || options.DetachPredictedIntensity);
    }

    [TestMethod]
    public void Preset_SetAfterAnOption_KeepsTheOption()
    {
        UniMvtOptions options = new UniMvtOptions { ResponseLink = ResponseLink.Probability, WeightDecay = 0.5 } with { Preset = UniMvtPreset.Paper };
        Assert.AreEqual((ResponseLink.Probability, 0.5), (options.ResponseLink, options.WeightDecay));
        Assert.AreEqual(ConsistencyLoss.SquaredError, options.Consistency);
    }

    [TestMethod]
    public void WeightDecay_WithRawInputs_IsTheSmallOne() =>
        Assert.AreEqual((false, 1e-5), (new UniMvtOptions { InputEncoding = InputEncoding.Raw }.DecoupledWeightDecay, new UniMvtOptions { InputEncoding = InputEncoding.Raw }.WeightDecay));

    public static IEnumerable<object[]> Bad =>
    [
        [new UniMvtOptions { LearningRate = double.NaN }, "UniMvtOptions.LearningRate must be finite and greater than 0."],
        [new UniMvtOptions { LearningRate = 0 }, "UniMvtOptions.LearningRate must be finite and greater than 0."],
        [new UniMvtOptions { BaseWeight = -1 }, "UniMvtOptions.BaseWeight must be finite and at least 0."],
        [new UniMvtOptions { TreatmentWeight = double.NaN }, "UniMvtOptions.TreatmentWeight must be finite and at least 0."],
        [new UniMvtOptions { CrossWeight = double.PositiveInfinity }, "UniMvtOptions.CrossWeight must be finite and at least 0."],
        [new UniMvtOptions { IntensityWeight = -0.1 }, "UniMvtOptions.IntensityWeight must be finite and at least 0."],
        [new UniMvtOptions { OrthogonalityWeight = -1 }, "UniMvtOptions.OrthogonalityWeight must be finite and at least 0."],
        [new UniMvtOptions { WeightDecay = double.NaN }, "UniMvtOptions.WeightDecay must be finite and at least 0."],
        [new UniMvtOptions { GradientClipNorm = -1 }, "UniMvtOptions.GradientClipNorm must be finite and at least 0."],
        [new UniMvtOptions { Epochs = 0 }, "UniMvtOptions.Epochs must be at least 1."],
        [new UniMvtOptions { BatchSize = 0 }, "UniMvtOptions.BatchSize must be at least 1."],
        [new UniMvtOptions { WarmupSteps = -1 }, "UniMvtOptions.WarmupSteps must be at least 0."],
        [new UniMvtOptions { EnsembleSize = 101 }, "UniMvtOptions.EnsembleSize must be between 1 and 100."],
        [new UniMvtOptions { ValidationFraction = 0 }, "UniMvtOptions.ValidationFraction must be greater than 0 and at most 0.5."],
        [new UniMvtOptions { ValidationFraction = double.NaN }, "UniMvtOptions.ValidationFraction must be greater than 0 and at most 0.5."],
        [new UniMvtOptions { Threads = 0 }, "UniMvtOptions.Threads must be at least 1."],
        [new UniMvtOptions { Memory = double.NaN }, "UniMvtOptions.Memory must be between 0 and 1."],
        [new UniMvtOptions { CheckpointFolder = "" }, "UniMvtOptions.CheckpointFolder must be the name of a folder, or null."],
        [new UniMvtOptions { Frequencies = 0 }, "UniMvtOptions.Frequencies must be between 1 and 64."],
        [new UniMvtOptions { FrequencyScale = double.NaN }, "UniMvtOptions.FrequencyScale must be finite and greater than 0."],
        [new UniMvtOptions { MaximumTiers = 33 }, "UniMvtOptions.MaximumTiers must be between 2 and 32."],
        [new UniMvtOptions { ExpertWidths = [32] }, "UniMvtOptions.ExpertWidths must be 2 widths."],
        [new UniMvtOptions { TowerWidths = [] }, "UniMvtOptions.TowerWidths must be 1 to 4 widths."],
        [new UniMvtOptions { HeadWidths = [0] }, "UniMvtOptions.HeadWidths must be between 1 and 4096."],
        [new UniMvtOptions { GridPoints = 0 }, "UniMvtOptions.GridPoints must be between 1 and 1024."],
        [new UniMvtOptions { Grid = [2, 1] }, "UniMvtOptions.Grid must be finite, greater than 0 and rising."],
        [new UniMvtOptions { Grid = [float.NaN] }, "UniMvtOptions.Grid must be finite, greater than 0 and rising."],
        [new UniMvtOptions { GridMinimum = 3, GridMaximum = 2 }, "UniMvtOptions.GridMaximum must be at least GridMinimum, 3."],
        [new UniMvtOptions { UnitCost = -1 }, "UniMvtOptions.UnitCost must be finite and at least 0."],
        [new UniMvtOptions { ResponseValue = double.NaN }, "UniMvtOptions.ResponseValue must be finite and at least 0."],
        [new UniMvtOptions { UpliftPerCostThreshold = -1 }, "UniMvtOptions.UpliftPerCostThreshold must be finite and at least 0."],
        [new UniMvtOptions { ResponseLink = (ResponseLink)9 }, "UniMvtOptions.ResponseLink must be one of Auto, Probability, Logit."],
        [new UniMvtOptions { ExpertActivation = Activation.Square }, "UniMvtOptions.ExpertActivation must be Identity, Relu, Sigmoid, Tanh or Silu."],
        [new UniMvtOptions { FeatureColumnName = " " }, "UniMvtOptions.FeatureColumnName must name a column, but is empty."],
        [new UniMvtOptions { CategoricalColumnNames = ["a", ""] }, "UniMvtOptions.CategoricalColumnNames must name a column, but is empty."],
        [new UniMvtOptions { UseCrossNetwork = false, UseTreatmentTower = false }, "UniMvtOptions.UseCrossNetwork and UseTreatmentTower are both false; without either nothing models the treated response. Set one to true."],
    ];

    [TestMethod]
    [DynamicData(nameof(Bad), DynamicDataDisplayName = nameof(NameOfBad))]
    public void Validated_WithABadOption_SaysWhatWasExpected(UniMvtOptions options, string message)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => options.Validated());
        StringAssert.StartsWith(exception.Message, message);
    }

    public static string NameOfBad(MethodInfo method, object[] row) => $"{method.Name} ({row[1]})";

    [TestMethod]
    public void Validated_WithAllPresets_Passes()
    {
        foreach (UniMvtPreset preset in Enum.GetValues<UniMvtPreset>())
            Assert.AreEqual(preset, UniMvtOptions.For(preset).Validated().Preset);
    }
}
