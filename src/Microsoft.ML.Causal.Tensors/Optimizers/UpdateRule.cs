// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>The numbers of one step of one parameter, ready for the inner loop.</summary>
/// <remarks>
/// <code>
/// g ← scale·g + l2·θ;  θ ← keep·θ
/// Sgd      u ← momentum·u + g;                   θ ← θ − rate·u
/// Adam(W)  m ← β₁m + (1−β₁)g;  v ← β₂v + (1−β₂)g²;  θ ← θ − rate·m/(√v·correction + ε)
/// Adagrad  v ← v + g²;                           θ ← θ − rate·g/(√v + ε)
/// </code>
/// Adam's rate is lr/(1−β₁ˢ) and its correction 1/√(1−β₂ˢ). Lazy Adam adds ε before the correction (rate lr√(1−β₂ˢ)/(1−β₁ˢ),
/// correction 1), as sparse implementations elsewhere do; lazy AdamW does not.
/// </remarks>
internal readonly struct UpdateRule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public UpdateRule(
        OptimizerKind kind, OptimizerOptions options, Parameter<T> parameter, double learningRate, double scale, int step, bool lazy)
    {
        double rate = learningRate * parameter.LearningRateScale, decay = parameter.Decays ? options.WeightDecay : 0;
        bool adam = kind is OptimizerKind.Adam or OptimizerKind.AdamW, coupled = kind != OptimizerKind.AdamW;
        double second = Math.Sqrt(1 - Math.Pow(options.Beta2, step)), correction = 1;
        Keep = T.CreateTruncating(coupled ? 1 : 1 - rate * decay);
        if (adam)
        {
            rate /= 1 - Math.Pow(options.Beta1, step);
            if (lazy && coupled)
                rate *= second;
            else
                correction = 1 / second;
        }

        Kind = kind;
        Rate = T.CreateTruncating(rate);
        Scale = T.CreateTruncating(scale);
        L2 = T.CreateTruncating(coupled ? decay : 0);
        Beta1 = T.CreateTruncating(options.Beta1);
        Beta2 = T.CreateTruncating(options.Beta2);
        Correction = T.CreateTruncating(correction);
        Epsilon = T.CreateTruncating(options.Epsilon);
        Momentum = T.CreateTruncating(options.Momentum);
    }

    public OptimizerKind Kind { get; }

    public T Rate { get; }

    public T Scale { get; }

    public T L2 { get; }

    public T Keep { get; }

    public T Beta1 { get; }

    public T Beta2 { get; }

    public T Correction { get; }

    public T Epsilon { get; }

    public T Momentum { get; }
}
