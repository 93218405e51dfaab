// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>Columns of scored rows as arrays.</summary>
internal static class ScoredColumn
{
    /// <exception cref="ArgumentException">There is no such column, or it is of another type.</exception>
    public static float[] Numbers(IDataView scored, string name) =>
        [.. scored.GetColumn<float>(ColumnCheck.Scalar(scored.Schema, "objective", name, NumberDataViewType.Single))];

    /// <inheritdoc cref="Numbers"/>
    public static bool[] Truths(IDataView scored, string name) =>
        [.. scored.GetColumn<bool>(ColumnCheck.Scalar(scored.Schema, "objective", name, BooleanDataViewType.Instance))];
}
