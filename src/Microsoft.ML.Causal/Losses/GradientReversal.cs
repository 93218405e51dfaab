// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>Gradient reversal (Ganin and Lempitsky 2015): what is a head's gain becomes the representation's loss.</summary>
internal static class GradientReversal
{
    // Ganin and Lempitsky's steepness: λ is at .99 of its end after half of the training.
    private const double Steepness = 10;

    /// <summary>The value of <paramref name="x"/>; its gradient is −λ times the upstream.</summary>
    public static Tensor<T> Apply<T>(Tape<T> tape, Tensor<T> x, double strength) where T : unmanaged, IFloatingPointIeee754<T> =>
        tape.ScaleGradient(x, -strength);

    /// <summary>λ at a share p of the training: <c>λ_max·(2/(1+e^(−10p)) − 1)</c>, from 0 up to λ_max.</summary>
    /// <param name="progress">p, 0 to 1.</param>
    /// <param name="maximum">λ_max.</param>
    public static double Strength(double progress, double maximum) => maximum * (2 / (1 + Math.Exp(-Steepness * progress)) - 1);
}
