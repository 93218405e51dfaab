// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Text.Json.Serialization;

namespace Microsoft.ML.Causal;

public sealed partial record UniMvtOptions
{
    private readonly bool? _decoupledWeightDecay;
    private readonly double? _weightDecay;

    /// <summary>Gets the peak step size of Adam. Range (0, ∞). Default 4e-3.</summary>
    public double LearningRate { get; init; } = 4e-3;

    /// <summary>Gets the number of steps over which the step size rises linearly; a fifth of all steps at most; a cosine to 0 is laid over all. Range [0, ∞). Default 100.</summary>
    public int WarmupSteps { get; init; } = 100;

    /// <summary>Gets the number of passes over the training rows. Range [1, ∞). Default 20.</summary>
    public int Epochs { get; init; } = 20;

    /// <summary>Gets the number of rows of a step. Range [1, ∞). Default 1024.</summary>
    public int BatchSize { get; init; } = 1024;

    /// <summary>
    /// Gets the weight decay. Decoupled, it spares biases and frequencies. Range [0, ∞). Default 1.0 where it is decoupled, otherwise 1e-5.
    /// </summary>
    public double WeightDecay { get => _weightDecay ?? (DecoupledWeightDecay ? 1.0 : 1e-5); init => _weightDecay = value; }

    /// <summary>
    /// Gets whether the decay is decoupled (AdamW, θ ← θ(1 − lr·decay)) or L2. Default true in the Default preset, except with raw
    /// inputs, which underfit with it; false in the other presets.
    /// </summary>
    public bool DecoupledWeightDecay
    {
        get => _decoupledWeightDecay ?? (Defaults.DecoupledWeightDecay && InputEncoding != InputEncoding.Raw);
        init => _decoupledWeightDecay = value;
    }

    /// <summary>Gets the largest Euclidean norm of a step's gradient. Range [0, ∞); 0 (default) clips nothing.</summary>
    public double GradientClipNorm { get; init; }

    /// <summary>Gets the number of models trained side by side, whose mean is served and whose spread gives an interval. Range 1 to 100. Default 1.</summary>
    public int EnsembleSize { get; init; } = 1;

    /// <summary>Gets the share of rows held out while an Auto option is being decided; the model itself is trained on all rows. Range (0, 0.5]. Default 0.1.</summary>
    public double ValidationFraction { get; init; } = 0.1;

    /// <summary>
    /// Gets ρ, the share of their weight that former rows keep in a fit that continues from a model; after k such fits ρᵏ is left. Below 1
    /// a stream follows what drifts, at the price of what it forgets. Range [0, 1]. Default 1.
    /// </summary>
    public double Memory { get; init; } = 1;

    /// <summary>Gets the seed of initialisation and shuffling; null (default) takes one from the context.</summary>
    public int? Seed { get; init; }

    /// <summary>Gets the number of threads; null (default) means all. The result does not depend on it.</summary>
    public int? Threads { get; init; }

    /// <summary>Gets what trains the networks; null (default) means the managed engine.</summary>
    [JsonIgnore]
    public TrainingEngine? Engine { get; init; }

    /// <summary>Gets the token that ends training early; the model trained so far is kept.</summary>
    [JsonIgnore]
    public CancellationToken CancellationToken { get; init; }

    /// <summary>
    /// Gets the folder in which a fit keeps what it has done so far, epoch by epoch, one file per stage; null (default) keeps nothing. A
    /// fit of the same options, seed, data and build that finds its files goes on from them and gives the same bits as one that was never
    /// stopped. Set <see cref="Seed"/>: one that comes from the context may differ next time. Files of other fits in the folder are left
    /// alone, with a warning; a fit that ends with its whole model removes its own.
    /// </summary>
    public string? CheckpointFolder { get; init; }
}
