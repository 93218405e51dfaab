// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta.Paper;

[TestClass]
public class PaperOptionsTests
{
    private static readonly AlmMtaOptions Good = new() { Identification = AlmMtaIdentification.Paper };

    public static IEnumerable<object[]> Bad =>
    [
        [nameof(AlmMtaOptions.LossRatioDecay), Good with { LossRatioDecay = 1 }],
        [nameof(AlmMtaOptions.LossRatioWarmUpSteps), Good with { LossRatioWarmUpSteps = -1 }],
        [nameof(AlmMtaOptions.LeastLossWeight), Good with { LeastLossWeight = 0 }],
        [nameof(AlmMtaOptions.LargestLossWeight), Good with { LargestLossWeight = .001 }],
        [nameof(AlmMtaOptions.LeastExposureWeight), Good with { LeastExposureWeight = double.NaN }],
        [nameof(AlmMtaOptions.LargestExposureWeight), Good with { LargestExposureWeight = .5 }],
        [nameof(AlmMtaOptions.AdversaryStrength), Good with { AdversaryStrength = -1 }],
        [nameof(AlmMtaOptions.LeastEffectShare), Good with { LeastEffectShare = 1 }],
        [nameof(AlmMtaOptions.ContrastTemperature), Good with { ContrastTemperature = 0 }],
        [nameof(AlmMtaOptions.ContrastWidth), Good with { ContrastWidth = 0 }],
        [nameof(AlmMtaOptions.ContrastQueueLength), Good with { ContrastQueueLength = 0 }],
        [nameof(AlmMtaOptions.ContrastMomentum), Good with { ContrastMomentum = 1.1 }],
        [nameof(AlmMtaOptions.ResidualWeight), Good with { ResidualWeight = double.NaN }],
        [nameof(AlmMtaOptions.CrossFittingFolds), Good with { CrossFittingFolds = 1 }],
        [nameof(AlmMtaOptions.TopMatches), Good with { TopMatches = -1 }],
        [nameof(AlmMtaOptions.StageEpochs), Good with { StageEpochs = [1, 0, 1] }],
        [nameof(AlmMtaOptions.PaperBatchSize), Good with { PaperBatchSize = 0 }],
        [nameof(AlmMtaOptions.EmbeddingLearningRate), Good with { EmbeddingLearningRate = 0 }],
        [nameof(AlmMtaOptions.Penalty), Good with { Penalty = -1 }],
        [nameof(AlmMtaOptions.SamplingBins), Good with { SamplingBins = [0, 20, 20] }],
        [nameof(AlmMtaOptions.NegativesPerPositive), Good with { NegativesPerPositive = 0 }],
        ["GradientScales.Proxy", Good with { GradientScales = new() { Proxy = -1 } }],
        ["LossRatios.Adversary", Good with { LossRatios = new() { Adversary = double.NaN } }],
    ];

    [TestMethod]
    [DynamicData(nameof(Bad))]
    public void Validated_OptionOutOfRange_NamesIt(string option, AlmMtaOptions options)
    {
        ArgumentOutOfRangeException error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => options.Validated());
        StringAssert.Contains(error.Message, $"AlmMtaOptions.{option} must be");
    }

    [TestMethod]
    public void AsPrinted_HasThePapersNumbers()
    {
        AlmMtaOptions printed = AlmMtaOptions.AsPrinted.Validated();
        Assert.AreEqual(AlmMtaIdentification.Paper, printed.Identification);
        Assert.AreEqual(new AlmMtaLossRatios { Main = 1, IndividualEffect = .6, Proxy = 0, Adversary = 4, Contrastive = .1, DoubleMachineLearning = .2 }, printed.LossRatios);
        Assert.AreEqual(1e-5, printed.NetworkLearningRate);
        Assert.AreEqual(5e-4, printed.EmbeddingLearningRate);
        Assert.AreEqual(1.5, printed.NegativesPerPositive);
        CollectionAssert.AreEqual(new[] { 0, 20, 120 }, printed.SamplingBins.ToArray());
    }
}
