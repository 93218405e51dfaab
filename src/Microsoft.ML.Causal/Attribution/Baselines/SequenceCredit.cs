// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>How a recurrent network's prediction becomes credits of touches.</summary>
public enum SequenceCredit
{
    /// <summary>P(T) − P(T without the touch).</summary>
    Deletion,

    /// <summary>The touch's Shapley value of P; exact up to 5 touches, by random orders above.</summary>
    Shapley,
}
