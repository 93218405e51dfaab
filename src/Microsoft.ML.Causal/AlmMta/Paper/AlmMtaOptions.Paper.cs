// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

public sealed partial record AlmMtaOptions
{
    /// <summary>Gets the target ratios of the losses. Default 1 : .6 : 1 : 4 : .1 : .2, the paper's with 1 for the proxy loss, which its total leaves out.</summary>
    public AlmMtaLossRatios LossRatios { get; init; } = new();

    /// <summary>Gets whether ratios are held by λ_k = r_k·EMA(main)/EMA(k); false takes r_k as fixed weights. Default true.</summary>
    public bool HoldLossRatios { get; init; } = true;

    /// <summary>Gets the decay of the losses' averages. Range [0, 1). Default 0.9.</summary>
    public double LossRatioDecay { get; init; } = 0.9;

    /// <summary>Gets the number of steps of a stage in which the ratios are weights. Range [0, ∞). Default 50.</summary>
    public int LossRatioWarmUpSteps { get; init; } = 50;

    /// <summary>Gets the least λ_k. Range (0, ∞). Default 0.01.</summary>
    public double LeastLossWeight { get; init; } = 0.01;

    /// <summary>Gets the largest λ_k. Range [<see cref="LeastLossWeight"/>, ∞). Default 100.</summary>
    public double LargestLossWeight { get; init; } = 100;

    /// <summary>Gets how the propensities of a journey's touches become a weight of the ITE head. Default GeometricMean.</summary>
    public ExposureWeighting ExposureWeighting { get; init; } = ExposureWeighting.GeometricMean;

    /// <summary>Gets the least weight before scaling to mean 1. Range (0, 1]. Default 0.2.</summary>
    public double LeastExposureWeight { get; init; } = 0.2;

    /// <summary>Gets the largest weight before scaling to mean 1. Range [1, ∞). Default 5.</summary>
    public double LargestExposureWeight { get; init; } = 5;

    /// <summary>Gets λ_max of the gradient reversal, reached along 2/(1+e^(−10p)) − 1. Range [0, ∞). Default 1.</summary>
    public double AdversaryStrength { get; init; } = 1;

    /// <summary>Gets whether the adversary starts from the main head's logit, so that only what the mediator holds in excess of (X,T) is penalised. Default true.</summary>
    public bool AdversaryInExcess { get; init; } = true;

    /// <summary>Gets the share of the effect before the adversary at which training stops and goes back. Range [0, 1). Default 0.25.</summary>
    public double LeastEffectShare { get; init; } = 0.25;

    /// <summary>Gets the keys of the contrastive loss. Default InBatch.</summary>
    public AlmMtaContrast Contrast { get; init; } = AlmMtaContrast.InBatch;

    /// <summary>Gets the temperature of the contrastive loss. Range (0, ∞). Default 0.1.</summary>
    public double ContrastTemperature { get; init; } = 0.1;

    /// <summary>Gets the width of anchors and keys. Range 1 to 256. Default 16.</summary>
    public int ContrastWidth { get; init; } = 16;

    /// <summary>Gets the number of keys that the queue holds. Range [1, ∞). Default 1024.</summary>
    public int ContrastQueueLength { get; init; } = 1024;

    /// <summary>Gets the momentum of the key encoder. Range [0, 1]. Default 0.99.</summary>
    public double ContrastMomentum { get; init; } = 0.99;

    /// <summary>Gets the form of L_DML. Default Multinomial.</summary>
    public AlmMtaExposureForm ExposureForm { get; init; }

    /// <summary>
    /// Gets the weight, within L_DML, of a residual-on-residual term (Robinson 1988): what is left of the outcome given x, regressed on what is left of the
    /// clusters' counts, with the effect of a cluster read from its shared embedding. Range [0, ∞). Default 0: it adjusts for x alone, as the paper's form
    /// does anyway. Needs clusters.
    /// </summary>
    public double ResidualWeight { get; init; }

    /// <summary>
    /// Gets the number of folds by which users are dealt for exposure propensities and for the regressions behind <see cref="ResidualWeight"/>; a row is
    /// judged by the models of the other folds. Range 2 to 20. Default 2.
    /// </summary>
    public int CrossFittingFolds { get; init; } = 2;

    /// <summary>
    /// Gets K, the number of training rows with the highest matches that stand for t' when effects are marginalised; 0 (default) keeps
    /// each journey's own t'. The rows of highest match are producers' rows: the marginal is theirs, not everybody's.
    /// </summary>
    public int TopMatches { get; init; }

    /// <summary>Gets how gradients meet in the shared encoder. Default Sum.</summary>
    public AlmMtaGradientRouting GradientRouting { get; init; }

    /// <summary>Gets how much of each head's gradient reaches the shared encoder. Default all of it.</summary>
    public AlmMtaGradientScales GradientScales { get; init; } = new();

    /// <summary>Gets the number of passes of each stage: main head; with proxy, contrast and exposure; with the adversary. Three numbers of at least 1. Default 3, 3, 6.</summary>
    public IReadOnlyList<int> StageEpochs { get; init; } = [3, 3, 6];

    /// <summary>Gets the number of rows of a step. Range [1, ∞). Default 512.</summary>
    public int PaperBatchSize { get; init; } = 512;

    /// <summary>Gets Adagrad's step size for embeddings. Range (0, ∞). Default 0.05.</summary>
    public double EmbeddingLearningRate { get; init; } = 0.05;

    /// <summary>Gets the L2 penalty on all weights, ½·penalty·‖θ‖². Range [0, ∞). Default 1e-5.</summary>
    public double Penalty { get; init; } = 1e-5;

    /// <summary>Gets the lower ends of the half-open length bins that negatives are sampled within, rising from 0. Default 0, 20, 120.</summary>
    public IReadOnlyList<int> SamplingBins { get; init; } = [0, 20, 120];

    /// <summary>Gets the negatives kept for each positive in each bin. Range (0, ∞). Default 1.5: two to three.</summary>
    public double NegativesPerPositive { get; init; } = 1.5;

    /// <summary>The paper's own numbers where it prints them: step sizes for 30 billion rows, .00001 and .0005, far too small for less.</summary>
    public static AlmMtaOptions AsPrinted => new()
    {
        Identification = AlmMtaIdentification.Paper,
        LossRatios = new AlmMtaLossRatios { Proxy = 0 },
        NetworkLearningRate = 1e-5,
        EmbeddingLearningRate = 5e-4,
        AdversaryInExcess = false,
        Contrast = AlmMtaContrast.Momentum,
    };

    partial void RequirePaper()
    {
        ArgumentNullException.ThrowIfNull(LossRatios);
        ArgumentNullException.ThrowIfNull(GradientScales);
        ArgumentNullException.ThrowIfNull(StageEpochs);
        ArgumentNullException.ThrowIfNull(SamplingBins);
        Positive(LossRatios.Main, $"{nameof(LossRatios)}.{nameof(LossRatios.Main)}");
        AtLeastZero(LossRatios.IndividualEffect, $"{nameof(LossRatios)}.{nameof(LossRatios.IndividualEffect)}");
        AtLeastZero(LossRatios.Proxy, $"{nameof(LossRatios)}.{nameof(LossRatios.Proxy)}");
        AtLeastZero(LossRatios.Adversary, $"{nameof(LossRatios)}.{nameof(LossRatios.Adversary)}");
        AtLeastZero(LossRatios.Contrastive, $"{nameof(LossRatios)}.{nameof(LossRatios.Contrastive)}");
        AtLeastZero(LossRatios.DoubleMachineLearning, $"{nameof(LossRatios)}.{nameof(LossRatios.DoubleMachineLearning)}");
        Require(LossRatioDecay is >= 0 and < 1, nameof(LossRatioDecay), LossRatioDecay, "at least 0 and less than 1");
        Between(LossRatioWarmUpSteps, 0, int.MaxValue, nameof(LossRatioWarmUpSteps));
        Positive(LeastLossWeight, nameof(LeastLossWeight));
        Require(LargestLossWeight >= LeastLossWeight && double.IsFinite(LargestLossWeight), nameof(LargestLossWeight), LargestLossWeight, $"finite and at least {nameof(LeastLossWeight)}");
        RequireDefined(ExposureWeighting, nameof(ExposureWeighting));
        Require(LeastExposureWeight is > 0 and <= 1, nameof(LeastExposureWeight), LeastExposureWeight, "greater than 0 and at most 1");
        Require(LargestExposureWeight >= 1 && double.IsFinite(LargestExposureWeight), nameof(LargestExposureWeight), LargestExposureWeight, "finite and at least 1");
        AtLeastZero(AdversaryStrength, nameof(AdversaryStrength));
        Require(LeastEffectShare is >= 0 and < 1, nameof(LeastEffectShare), LeastEffectShare, "at least 0 and less than 1");
        RequireDefined(Contrast, nameof(Contrast));
        Positive(ContrastTemperature, nameof(ContrastTemperature));
        Between(ContrastWidth, 1, 256, nameof(ContrastWidth));
        Between(ContrastQueueLength, 1, int.MaxValue, nameof(ContrastQueueLength));
        Require(ContrastMomentum is >= 0 and <= 1, nameof(ContrastMomentum), ContrastMomentum, "between 0 and 1");
        RequireDefined(ExposureForm, nameof(ExposureForm));
        AtLeastZero(ResidualWeight, nameof(ResidualWeight));
        Between(CrossFittingFolds, 2, 20, nameof(CrossFittingFolds));
        Between(TopMatches, 0, int.MaxValue, nameof(TopMatches));
        RequireDefined(GradientRouting, nameof(GradientRouting));
        AtLeastZero(GradientScales.IndividualEffect, $"{nameof(GradientScales)}.{nameof(GradientScales.IndividualEffect)}");
        AtLeastZero(GradientScales.Proxy, $"{nameof(GradientScales)}.{nameof(GradientScales.Proxy)}");
        AtLeastZero(GradientScales.Adversary, $"{nameof(GradientScales)}.{nameof(GradientScales.Adversary)}");
        AtLeastZero(GradientScales.Contrastive, $"{nameof(GradientScales)}.{nameof(GradientScales.Contrastive)}");
        AtLeastZero(GradientScales.Exposure, $"{nameof(GradientScales)}.{nameof(GradientScales.Exposure)}");
        Require(StageEpochs.Count == 3 && StageEpochs.All(epochs => epochs >= 1), nameof(StageEpochs), string.Join(", ", StageEpochs), "three numbers of at least 1");
        Between(PaperBatchSize, 1, int.MaxValue, nameof(PaperBatchSize));
        Positive(EmbeddingLearningRate, nameof(EmbeddingLearningRate));
        AtLeastZero(Penalty, nameof(Penalty));
        Require(
            SamplingBins.Count > 0 && SamplingBins[0] == 0 && SamplingBins.Zip(SamplingBins.Skip(1)).All(pair => pair.First < pair.Second), nameof(SamplingBins),
            string.Join(", ", SamplingBins), "a list that begins with 0 and rises");
        Positive(NegativesPerPositive, nameof(NegativesPerPositive));
    }
}
