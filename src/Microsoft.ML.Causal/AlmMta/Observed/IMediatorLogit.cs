// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The logit η_j that touch j moves the user.</summary>
internal interface IMediatorLogit
{
    /// <summary>Doubles of scratch that <see cref="Forward"/> needs.</summary>
    int Scratch { get; }

    /// <summary>Writes η of every touch.</summary>
    /// <param name="row">A journey.</param>
    /// <param name="eta">Receives η, at least [L].</param>
    /// <param name="scratch">Working memory.</param>
    void Forward(in EncodedRow row, Span<double> eta, Span<double> scratch);
}
