// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Whether networks are stacked on the mediator core.</summary>
public enum AlmMtaStack
{
    /// <summary>Towers are trained and their share α is chosen by validation likelihood.</summary>
    Auto,

    /// <summary>The core alone: a fifth of the training time.</summary>
    Off,
}
