// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Fills the members of objects from the columns of rows.</summary>
internal sealed class ObjectFiller<TRow>
    where TRow : class
{
    private readonly (TypedColumn Column, int Index)[] _bindings;

    /// <summary>Binds the members of <typeparamref name="TRow"/> to the columns of a schema.</summary>
    public ObjectFiller(IHostEnvironment env, DataViewSchema schema, bool ignoreMissingColumns, SchemaDefinition definition = null)
    {
        var bindings = new List<(TypedColumn, int)>();
        foreach (TypedColumn column in TypedColumn.Of(typeof(TRow), definition, SchemaDefinition.Direction.Write))
        {
            if (schema.TryGetColumnIndex(column.Name, out int index))
            {
                CheckType(env, column, schema[index].Type);
                bindings.Add((column, index));
            }
            else if (!ignoreMissingColumns)
                throw env.ExceptSchemaMismatch("Schema", "", column.Name);
        }

        _bindings = [.. bindings];
        ColumnIndices = [.. _bindings.Select(b => b.Index)];
    }

    /// <summary>The columns that are read.</summary>
    public int[] ColumnIndices { get; }

    /// <summary>An action that copies the current values of <paramref name="row"/> into an object.</summary>
    public Action<TRow> CreateFill(DataViewRow row)
    {
        Action<TRow>[] setters = [.. _bindings.Select(b => CreateSetter(row, row.Schema[b.Index], b.Column))];
        return setters.Length == 1 ? setters[0] : value =>
        {
            foreach (Action<TRow> set in setters)
                set(value);
        };
    }

    private static void CheckType(IHostEnvironment env, TypedColumn column, DataViewType type)
    {
        (bool isVector, Type item) = TypedColumn.Dissect(column.Member.Name, column.ValueType);
        bool matches = isVector
            ? type is VectorDataViewType vector && vector.ItemType.RawType == item
            : type is not VectorDataViewType && type.RawType == item;
        if (!matches)
            throw env.Except(
                $"Can't bind the IDataView column '{column.Name}' of type '{type}' to "
                + $"field or property '{column.Member.Name}' of type '{column.ValueType.FullName}'.");
    }

    private static Action<TRow> CreateSetter(DataViewRow row, DataViewSchema.Column source, TypedColumn column)
    {
        Type value = column.ValueType;
        if (value == typeof(string))
            return Text(row, source, column);
        if (value == typeof(string[]))
            return Texts(row, source, column);
        (string maker, Type item) =
            value.IsArray ? (nameof(Array), value.GetElementType())
            : source.Type is VectorDataViewType vector ? (nameof(Vector), vector.ItemType.RawType)
            : (nameof(Scalar), value);
        return GenericCall.Static<Action<TRow>>(typeof(ObjectFiller<TRow>), maker, [item], row, source, column);
    }

    private static Action<TRow> Text(DataViewRow row, DataViewSchema.Column source, TypedColumn column)
    {
        ValueGetter<ReadOnlyMemory<char>> getter = row.GetGetter<ReadOnlyMemory<char>>(source);
        Action<TRow, string> write = MemberAccess.Writer<TRow, string>(column.Member);
        ReadOnlyMemory<char> text = default;
        return target =>
        {
            getter(ref text);
            write(target, text.ToString());
        };
    }

    private static Action<TRow> Texts(DataViewRow row, DataViewSchema.Column source, TypedColumn column)
    {
        ValueGetter<VBuffer<ReadOnlyMemory<char>>> getter = row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(source);
        Action<TRow, string[]> write = MemberAccess.Writer<TRow, string[]>(column.Member);
        VBuffer<ReadOnlyMemory<char>> texts = default;
        return target =>
        {
            getter(ref texts);
            write(target, [.. texts.DenseValues().Select(t => t.ToString())]);
        };
    }

    private static Action<TRow> Scalar<T>(DataViewRow row, DataViewSchema.Column source, TypedColumn column)
    {
        ValueGetter<T> getter = row.GetGetter<T>(source);
        Action<TRow, T> write = MemberAccess.Writer<TRow, T>(column.Member);
        T value = default;
        return target =>
        {
            getter(ref value);
            write(target, value);
        };
    }

    // An array of the right length that the object already has is reused; no array is an empty one.
    private static Action<TRow> Array<T>(DataViewRow row, DataViewSchema.Column source, TypedColumn column)
    {
        ValueGetter<VBuffer<T>> getter = row.GetGetter<VBuffer<T>>(source);
        Func<TRow, T[]> read = MemberAccess.CanRead(column.Member) ? MemberAccess.Reader<TRow, T[]>(column.Member) : _ => null;
        Action<TRow, T[]> write = MemberAccess.Writer<TRow, T[]>(column.Member);
        VBuffer<T> vector = default;
        return target =>
        {
            getter(ref vector);
            T[] values = read(target);
            if ((values?.Length ?? 0) != vector.Length)
                values = new T[vector.Length];
            if (values is not null)
                vector.CopyTo(values);
            write(target, values);
        };
    }

    private static Action<TRow> Vector<T>(DataViewRow row, DataViewSchema.Column source, TypedColumn column)
    {
        ValueGetter<VBuffer<T>> getter = row.GetGetter<VBuffer<T>>(source);
        Func<TRow, VBuffer<T>> read =
            MemberAccess.CanRead(column.Member) ? MemberAccess.Reader<TRow, VBuffer<T>>(column.Member) : _ => default;
        Action<TRow, VBuffer<T>> write = MemberAccess.Writer<TRow, VBuffer<T>>(column.Member);
        return target =>
        {
            VBuffer<T> vector = read(target);
            getter(ref vector);
            write(target, vector);
        };
    }
}
