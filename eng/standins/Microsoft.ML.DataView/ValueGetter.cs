// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML;

/// <summary>Fills <paramref name="value"/> with the current value of a column.</summary>
public delegate void ValueGetter<TValue>(ref TValue value);
