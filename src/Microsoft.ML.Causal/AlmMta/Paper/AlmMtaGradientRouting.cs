// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>How the gradients of the heads of the <see cref="AlmMtaIdentification.Paper"/> form meet in the shared encoder.</summary>
public enum AlmMtaGradientRouting
{
    /// <summary>They add up, each times its scale.</summary>
    Sum,

    /// <summary>
    /// Direct routing after DRGrad (Liu, Miao, Xia 2025): touch by touch, a head that pulls against the main one loses that part of its
    /// gradient, and each head reads the encoder through a gate of its own that depends on the context.
    /// </summary>
    Direct,
}
