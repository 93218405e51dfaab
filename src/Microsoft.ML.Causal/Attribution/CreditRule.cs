// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Rules of thumb that share out a journey's outcome among its touches, by position or time alone.</summary>
public enum CreditRule
{
    /// <summary>All credit to the last touch.</summary>
    LastTouch,

    /// <summary>All credit to the first touch.</summary>
    FirstTouch,

    /// <summary>The same credit to every touch.</summary>
    Linear,

    /// <summary>40 % to the first touch, 40 % to the last, the rest to those between in equal parts; halves where there are two.</summary>
    PositionBased,

    /// <summary>Halved by every half-life between a touch and the last one.</summary>
    TimeDecay,
}
