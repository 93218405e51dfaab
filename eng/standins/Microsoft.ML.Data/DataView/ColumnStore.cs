// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>The values of one column in memory.</summary>
internal abstract class ColumnStore
{
    public static ColumnStore Create(DataViewType type) =>
        (ColumnStore)Activator.CreateInstance(
            type is VectorDataViewType vector
                ? typeof(VectorStore<>).MakeGenericType(vector.ItemType.RawType)
                : typeof(ScalarStore<>).MakeGenericType(type.RawType));

    /// <summary>An action that adds the current value of the row.</summary>
    public abstract Action Recorder(DataViewRow row, DataViewSchema.Column column);

    /// <summary>A ValueGetter of the value at the current index.</summary>
    public abstract Delegate Getter(Func<int> index);

    private sealed class ScalarStore<T> : ColumnStore
    {
        private readonly List<T> _values = [];

        public override Action Recorder(DataViewRow row, DataViewSchema.Column column)
        {
            ValueGetter<T> getter = row.GetGetter<T>(column);
            return () =>
            {
                T value = default;
                getter(ref value);
                _values.Add(value);
            };
        }

        public override Delegate Getter(Func<int> index) => (ValueGetter<T>)((ref T destination) => destination = _values[index()]);
    }

    private sealed class VectorStore<T> : ColumnStore
    {
        private readonly List<VBuffer<T>> _values = [];

        public override Action Recorder(DataViewRow row, DataViewSchema.Column column)
        {
            ValueGetter<VBuffer<T>> getter = row.GetGetter<VBuffer<T>>(column);
            VBuffer<T> buffer = default;
            return () =>
            {
                getter(ref buffer);
                VBuffer<T> copy = default;
                buffer.CopyTo(ref copy);
                _values.Add(copy);
            };
        }

        public override Delegate Getter(Func<int> index) =>
            (ValueGetter<VBuffer<T>>)((ref VBuffer<T> destination) => _values[index()].CopyTo(ref destination));
    }
}
