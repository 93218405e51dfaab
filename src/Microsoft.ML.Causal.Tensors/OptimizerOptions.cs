// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The update rules.</summary>
public enum OptimizerKind
{
    /// <summary>θ ← θ − lr g, with optional momentum.</summary>
    Sgd,

    /// <summary>Adam (Kingma and Ba 2015), weight decay added to the gradient (L2).</summary>
    Adam,

    /// <summary>AdamW (Loshchilov and Hutter 2019), weight decay decoupled from the gradient.</summary>
    AdamW,

    /// <summary>Adagrad (Duchi et al. 2011).</summary>
    Adagrad,
}

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
}
