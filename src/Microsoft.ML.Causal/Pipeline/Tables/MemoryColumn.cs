// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>A column of a table in memory.</summary>
internal abstract class MemoryColumn(string name, DataViewType type)
{
    public string Name { get; } = name;

    public DataViewType Type { get; } = type;

    public static MemoryColumn Of(string name, IEnumerable<double> values) => new Values<double>(name, NumberDataViewType.Double, [.. values]);

    public static MemoryColumn Of(string name, IEnumerable<int> values) => new Values<int>(name, NumberDataViewType.Int32, [.. values]);

    public static MemoryColumn Of(string name, IEnumerable<string?> values) =>
        new Values<ReadOnlyMemory<char>>(name, TextDataViewType.Instance, [.. values.Select(value => (value ?? "").AsMemory())]);

    /// <summary>What ML.NET reads the column by, at the row that <paramref name="row"/> says.</summary>
    public abstract Delegate Getter(Func<int> row);

    private sealed class Values<T>(string name, DataViewType type, T[] values) : MemoryColumn(name, type)
    {
        public override Delegate Getter(Func<int> row) => (ValueGetter<T>)((ref T value) => value = values[row()]);
    }
}
