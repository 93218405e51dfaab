// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Input of a custom mapping that reads no column.</summary>
internal sealed class NoColumns
{
}
