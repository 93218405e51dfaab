// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The effect of h touches that moved the user on the outcome's logit: a(h,x), with a(0,x) = 0.</summary>
internal interface IMediatorEffect
{
    /// <summary>Doubles of scratch that <see cref="Forward"/> needs.</summary>
    int Scratch { get; }

    /// <summary>Writes a(h,x) for h = 0 to the length of <paramref name="effects"/> − 1.</summary>
    /// <param name="x">Standardised context.</param>
    /// <param name="effects">Receives a.</param>
    /// <param name="scratch">Working memory.</param>
    void Forward(ReadOnlySpan<double> x, Span<double> effects, Span<double> scratch);
}
