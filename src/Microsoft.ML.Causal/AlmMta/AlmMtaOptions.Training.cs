// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Text.Json.Serialization;

namespace Microsoft.ML.Causal;

public sealed partial record AlmMtaOptions
{
    /// <summary>Gets the number of passes of the mediator core. Range [1, ∞). Default 20.</summary>
    public int CoreEpochs { get; init; } = 20;

    /// <summary>Gets the number of passes of the outcome. Range [1, ∞). Default 16.</summary>
    public int OutcomeEpochs { get; init; } = 16;

    /// <summary>Gets the number of passes of the networks. Range [1, ∞). Default 12.</summary>
    public int NetworkEpochs { get; init; } = 12;

    /// <summary>Gets Adam's step size for the cores; it falls along a cosine. Range (0, ∞). Default 0.02.</summary>
    public double CoreLearningRate { get; init; } = 0.02;

    /// <summary>Gets Adam's step size for the networks; it falls along a cosine. Range (0, ∞). Default 0.004.</summary>
    public double NetworkLearningRate { get; init; } = 0.004;

    /// <summary>Gets the share of users that are held out to choose epochs and shares. Range (0, 0.5]. Default 0.125.</summary>
    public double ValidationFraction { get; init; } = 0.125;

    /// <summary>
    /// Gets λ, the weight of the matches' likelihood beside that of the proxies, in the mediator of <see cref="AlmMtaIdentification.ObservedProxy"/>
    /// where a match column is named as well. Range [0, ∞); 0 leaves the matches out. Default 0.5.
    /// </summary>
    public double MatchWeight { get; init; } = 0.5;

    /// <summary>Gets which rows the outcome is trained on. Default Auto.</summary>
    public AlmMtaSampling Sampling { get; init; }

    /// <summary>
    /// Gets r, the share of negative rows that the training data has kept, where it is already a sample; probabilities are
    /// corrected for it. Range (0, 1]. Default 1.
    /// </summary>
    public double NegativeKeepRate { get; init; } = 1;

    /// <summary>Gets whether intervals of the effects are estimated. Default true; networks alone have none, their bounds are the effect itself.</summary>
    public bool Intervals { get; init; } = true;

    /// <summary>Gets the number of user-bootstrap fits of the outcome behind the intervals. Range 2 to 100. Default 6.</summary>
    public int BootstrapFits { get; init; } = 6;

    /// <summary>Gets the number of passes of a bootstrap fit. Range [1, ∞). Default 8.</summary>
    public int BootstrapEpochs { get; init; } = 8;

    /// <summary>Gets z, the half-width of an interval in standard deviations. Range (0, ∞). Default 2, measured to cover .89 to .93 of the true effects of simulated journeys.</summary>
    public double IntervalWidth { get; init; } = 2;

    /// <summary>
    /// Gets whether the model carries what a later fit needs to continue from it: about three numbers for each parameter of a core, which
    /// scoring does not read. Default true.
    /// </summary>
    public bool Continuable { get; init; } = true;

    /// <summary>
    /// Gets ρ, the share of their weight that former journeys keep in a fit that continues from a model; after k such fits ρᵏ is left. Below
    /// 1 a stream follows what drifts, at the price of what it forgets. Range [0, 1]. Default 1.
    /// </summary>
    public double Memory { get; init; } = 1;

    /// <summary>Gets the seed of initialisation, shuffling and resampling; null (default) takes one from the context.</summary>
    public int? Seed { get; init; }

    /// <summary>Gets the number of threads; null (default) means all. The result does not depend on it.</summary>
    public int? Threads { get; init; }

    /// <summary>Gets what trains the networks; null (default) means the managed engine.</summary>
    [JsonIgnore]
    public TrainingEngine? Engine { get; init; }

    /// <summary>Gets the token that ends training early.</summary>
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
