// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>Makes the getters of columns whose values come from the members of a current object.</summary>
internal static class ObjectGetters
{
    /// <summary>A ValueGetter for <paramref name="column"/> that reads the object in <paramref name="current"/>.</summary>
    public static Delegate Create<TRow>(TypedColumn column, CurrentObject<TRow> current)
    {
        Type value = column.ValueType;
        if (value == typeof(string))
            return Text(MemberAccess.Reader<TRow, string>(column.Member), current);
        if (value == typeof(string[]))
            return Texts(MemberAccess.Reader<TRow, string[]>(column.Member), current);
        (string maker, Type item) =
            value.IsArray ? (nameof(Array), value.GetElementType())
            : column.Type is VectorDataViewType vector ? (nameof(Vector), vector.ItemType.RawType)
            : column.Type is KeyDataViewType ? (nameof(Key), value)
            : (nameof(Scalar), value);
        return GenericCall.Static<Delegate>(typeof(ObjectGetters), maker, [typeof(TRow), item], column, current);
    }

    private static ValueGetter<ReadOnlyMemory<char>> Text<TRow>(Func<TRow, string> read, CurrentObject<TRow> current) =>
        (ref ReadOnlyMemory<char> destination) => destination = read(current.Value).AsMemory();

    private static ValueGetter<VBuffer<ReadOnlyMemory<char>>> Texts<TRow>(Func<TRow, string[]> read, CurrentObject<TRow> current) =>
        (ref VBuffer<ReadOnlyMemory<char>> destination) =>
        {
            string[] values = read(current.Value) ?? [];
            VBufferEditor<ReadOnlyMemory<char>> editor = VBufferEditor.Create(ref destination, values.Length);
            for (int i = 0; i < values.Length; i++)
                editor.Values[i] = values[i].AsMemory();
            destination = editor.Commit();
        };

    private static ValueGetter<T> Scalar<TRow, T>(TypedColumn column, CurrentObject<TRow> current)
    {
        Func<TRow, T> read = MemberAccess.Reader<TRow, T>(column.Member);
        return (ref T destination) => destination = read(current.Value);
    }

    private static ValueGetter<VBuffer<T>> Array<TRow, T>(TypedColumn column, CurrentObject<TRow> current)
    {
        Func<TRow, T[]> read = MemberAccess.Reader<TRow, T[]>(column.Member);
        return (ref VBuffer<T> destination) =>
        {
            T[] values = read(current.Value) ?? [];
            VBufferEditor<T> editor = VBufferEditor.Create(ref destination, values.Length);
            values.CopyTo(editor.Values);
            destination = editor.Commit();
        };
    }

    private static ValueGetter<VBuffer<T>> Vector<TRow, T>(TypedColumn column, CurrentObject<TRow> current)
    {
        Func<TRow, VBuffer<T>> read = MemberAccess.Reader<TRow, VBuffer<T>>(column.Member);
        return (ref VBuffer<T> destination) => read(current.Value).CopyTo(ref destination);
    }

    // Objects hold the 0-based value, columns the 1-based key; what is out of range becomes missing.
    private static ValueGetter<T> Key<TRow, T>(TypedColumn column, CurrentObject<TRow> current)
    {
        ulong count = ((KeyDataViewType)column.Type).Count;
        if (typeof(T) == typeof(uint))
        {
            Func<TRow, uint> read = MemberAccess.Reader<TRow, uint>(column.Member);
            ValueGetter<uint> getter = (ref uint destination) =>
                destination = read(current.Value) is var value && value < count ? value + 1 : 0;
            return (ValueGetter<T>)(Delegate)getter;
        }

        if (typeof(T) == typeof(ulong))
        {
            Func<TRow, ulong> read = MemberAccess.Reader<TRow, ulong>(column.Member);
            ValueGetter<ulong> getter = (ref ulong destination) =>
                destination = read(current.Value) is var value && value < count ? value + 1 : 0;
            return (ValueGetter<T>)(Delegate)getter;
        }

        if (typeof(T) == typeof(byte))
        {
            Func<TRow, byte> read = MemberAccess.Reader<TRow, byte>(column.Member);
            ValueGetter<byte> getter = (ref byte destination) =>
                destination = read(current.Value) is var value && value < count ? (byte)(value + 1) : (byte)0;
            return (ValueGetter<T>)(Delegate)getter;
        }

        throw new InvalidOperationException($"Column '{column.Name}': a key member must be byte, uint or ulong, found {typeof(T)}.");
    }
}
