// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Settings of <see cref="AttributionMethod"/>; the defaults are one plain schedule for all.</summary>
public sealed record AttributionBaselineOptions
{
    /// <summary>Gets how deepMTA and CausalMTA credit touches. Default Deletion.</summary>
    public SequenceCredit Credit { get; init; } = SequenceCredit.Deletion;

    /// <summary>Gets the width of a touch's embedding. At least 1. Default 16.</summary>
    public int EmbeddingWidth { get; init; } = 16;

    /// <summary>Gets the width of a touch's hidden layer, of the recurrent state and of the head's hidden layer. At least 1. Default 32.</summary>
    public int HiddenWidth { get; init; } = 32;

    /// <summary>Gets the peak step size of Adam; it falls to a tenth along a cosine. Range (0, ∞). Default 0.002.</summary>
    public double LearningRate { get; init; } = 2e-3;

    /// <summary>Gets the most passes over the rows; the pass of the lowest held-out log-loss is kept. At least 1. Default 8.</summary>
    public int Epochs { get; init; } = 8;

    /// <summary>Gets the number of rows of a step. At least 1. Default 512.</summary>
    public int BatchSize { get; init; } = 512;

    /// <summary>Gets the share of users held out to choose the pass. Range (0, 0.5]. Default 0.1.</summary>
    public double ValidationFraction { get; init; } = 0.1;

    /// <summary>
    /// Gets λ of the gradient reversal of CausalMTA and CAMTA, reached along its usual schedule. Range [0, ∞). Default 0.1: with 1 the many channels of a real
    /// log outweigh the outcome, and it is no longer predicted.
    /// </summary>
    public double AdversaryStrength { get; init; } = 0.1;

    /// <summary>Gets the largest weight that CausalMTA's density ratio may give a row, and one over the least. Greater than 1. Default 5.</summary>
    public double LargestWeight { get; init; } = 5;

    /// <summary>Gets the number of random orders, each taken both ways, behind a Shapley value. At least 2. Default 4.</summary>
    public int ShapleyOrders { get; init; } = 4;

    /// <summary>Gets the seed; null (default) draws one from the context.</summary>
    public int? Seed { get; init; }

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option lies outside its range.</exception>
    internal AttributionBaselineOptions Validated()
    {
        Require(Enum.IsDefined(Credit), nameof(Credit), Credit, $"one of {string.Join(", ", Enum.GetNames<SequenceCredit>())}");
        Require(EmbeddingWidth >= 1, nameof(EmbeddingWidth), EmbeddingWidth, "at least 1");
        Require(HiddenWidth >= 1, nameof(HiddenWidth), HiddenWidth, "at least 1");
        Require(LearningRate > 0 && double.IsFinite(LearningRate), nameof(LearningRate), LearningRate, "finite and greater than 0");
        Require(Epochs >= 1, nameof(Epochs), Epochs, "at least 1");
        Require(BatchSize >= 1, nameof(BatchSize), BatchSize, "at least 1");
        Require(ValidationFraction is > 0 and <= 0.5, nameof(ValidationFraction), ValidationFraction, "greater than 0 and at most 0.5");
        Require(AdversaryStrength >= 0 && double.IsFinite(AdversaryStrength), nameof(AdversaryStrength), AdversaryStrength, "finite and at least 0");
        Require(LargestWeight > 1 && double.IsFinite(LargestWeight), nameof(LargestWeight), LargestWeight, "finite and greater than 1");
        Require(ShapleyOrders >= 2, nameof(ShapleyOrders), ShapleyOrders, "at least 2");
        return this;
    }

    // Written as "is it good", so NaN, which fails every comparison, is rejected as well.
    private static void Require(bool good, string option, object actual, string expected)
    {
        if (!good)
            throw new ArgumentOutOfRangeException(option, actual, $"{nameof(AttributionBaselineOptions)}.{option} must be {expected}.");
    }
}
