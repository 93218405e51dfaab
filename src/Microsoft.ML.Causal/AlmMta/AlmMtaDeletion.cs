// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What it means to delete a touch.</summary>
public enum AlmMtaDeletion
{
    /// <summary>The touch is masked; the others keep their position and time.</summary>
    KeepPosition,

    /// <summary>The touch is dropped and earlier ones move up by one position.</summary>
    DropShift,

    /// <summary>All touches of the same item are masked together.</summary>
    AllOccurrences,
}
