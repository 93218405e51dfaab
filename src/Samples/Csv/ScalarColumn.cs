// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Samples;

/// <summary>One value a row.</summary>
internal sealed class ScalarColumn<T>(string name, DataViewType type, T[] values) : JourneyColumn(name, type)
{
    public T[] Values { get; } = values;

    public override Delegate Getter(Func<int> row) => (ValueGetter<T>)((ref T value) => value = Values[row()]);
}
