// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>Computes one value from another.</summary>
internal delegate void ValueMapper<TSource, TResult>(in TSource source, ref TResult result);
