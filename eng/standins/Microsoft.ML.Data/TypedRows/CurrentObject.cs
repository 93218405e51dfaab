// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>Holds the object that getters read at the moment.</summary>
internal sealed class CurrentObject<TRow>
{
    public TRow Value;
}
