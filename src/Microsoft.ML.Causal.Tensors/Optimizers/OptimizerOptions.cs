// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Settings of an <see cref="Optimizer{T}"/>.</summary>
public sealed record OptimizerOptions
{
    /// <summary>Update rule of dense parameters. Default Adam.</summary>
    public OptimizerKind Kind { get; init; } = OptimizerKind.Adam;

    /// <summary>Update rule of embedding tables, whose gradients touch few rows; null (default) means <see cref="Kind"/>.</summary>
    public OptimizerKind? EmbeddingKind { get; init; }

    /// <summary>β₁ of Adam. Range [0, 1). Default 0.9.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>β₂ of Adam. Range [0, 1). Default 0.999.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>ε of Adam and Adagrad. Range (0, ∞). Default 1e-8.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Momentum of SGD. Range [0, 1). Default 0.</summary>
    public double Momentum { get; init; }

    /// <summary>Weight decay: L2 (added to the gradient) or, with AdamW, decoupled. Range [0, ∞). Default 0.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Largest Euclidean norm of the whole gradient; larger ones are scaled down. 0 (default) means no clipping.</summary>
    public double GradientClipNorm { get; init; }

    /// <summary>Whether untouched rows of embedding tables stay as they are (lazy) or keep moving on their moments. Default lazy.</summary>
    public bool LazyEmbeddings { get; init; } = true;

    internal OptimizerOptions Validated()
    {
        // Written as "is it good", so that NaN, which fails every comparison, is rejected as well.
        Require(Enum.IsDefined(Kind), nameof(Kind), Kind, "a known rule");
        Require(EmbeddingKind is not { } kind || Enum.IsDefined(kind), nameof(EmbeddingKind), EmbeddingKind, "a known rule or null");
        Require(Beta1 is >= 0 and < 1, nameof(Beta1), Beta1, "at least 0 and less than 1");
        Require(Beta2 is >= 0 and < 1, nameof(Beta2), Beta2, "at least 0 and less than 1");
        Require(Epsilon > 0, nameof(Epsilon), Epsilon, "greater than 0");
        Require(Momentum is >= 0 and < 1, nameof(Momentum), Momentum, "at least 0 and less than 1");
        Require(WeightDecay >= 0, nameof(WeightDecay), WeightDecay, "at least 0");
        Require(GradientClipNorm >= 0, nameof(GradientClipNorm), GradientClipNorm, "at least 0");
        return this;
    }

    private static void Require(bool good, string option, object? actual, string expected)
    {
        if (!good)
            throw new ArgumentOutOfRangeException(option, actual, $"{nameof(OptimizerOptions)}.{option} must be {expected}.");
    }
}
