// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The logit of the outcome without the mediator's effect: b(T,x).</summary>
internal interface IBaseLogit
{
    /// <summary>Doubles of scratch that <see cref="Forward"/> needs.</summary>
    int Scratch { get; }

    /// <summary>b(T,x).</summary>
    /// <param name="row">A journey.</param>
    /// <param name="scratch">Working memory.</param>
    double Forward(in EncodedRow row, Span<double> scratch);
}
