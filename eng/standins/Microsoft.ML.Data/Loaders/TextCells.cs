// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;

namespace Microsoft.ML.Data;

/// <summary>The values of one column as text, one text per slot.</summary>
internal abstract class TextCells
{
    /// <summary>The name of each slot, empty where there is none.</summary>
    public string[] Header { get; private init; }

    /// <summary>The text of the default value.</summary>
    public string Default { get; private init; }

    public static TextCells Create(DataViewRow row, DataViewSchema.Column column, char separator)
    {
        Type cells = column.Type is VectorDataViewType ? typeof(Vector<>) : typeof(Scalar<>);
        return GenericCall.New<TextCells>(cells, [column.Type.GetItemType().RawType], row, column, separator);
    }

    /// <summary>The texts of the current row's value.</summary>
    public abstract string[] Read();

    private static string[] HeaderOf(DataViewSchema.Column column, char separator)
    {
        if (column.Type is not VectorDataViewType vector)
            return [Quote(column.Name, separator)];
        VBuffer<ReadOnlyMemory<char>> names = default;
        if (!column.HasSlotNames())
            return [.. Enumerable.Repeat("", vector.Size)];
        column.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(n => n.IsEmpty ? "" : Quote(n.ToString(), separator))];
    }

    private static string Quote(string text, char separator) =>
        text.Length == 0 ? "\"\""
        : text[0] == ' ' || text.AsSpan().ContainsAny(['"', separator, ':', '\n']) ? $"\"{text.Replace("\"", "\"\"")}\""
        : text;

    private static string Format<T>(T value, PrimitiveDataViewType type, char separator)
    {
        if (type is KeyDataViewType { Count: var count })
            return Convert.ToUInt64(value, CultureInfo.InvariantCulture) is var key && key >= 1 && key <= count ? $"{key - 1}" : "";
        return value switch
        {
            ReadOnlyMemory<char> text => Quote(text.ToString(), separator),
            bool flag => flag ? "1" : "0",
            float number => float.IsNaN(number) ? "?" : number.ToString("R", CultureInfo.InvariantCulture),
            double number => double.IsNaN(number) ? "?" : number.ToString("G17", CultureInfo.InvariantCulture),
            TimeSpan time => $"\"{time:c}\"",
            DateTime time => $"\"{time:o}\"",
            DateTimeOffset time => $"\"{time:o}\"",
            DataViewRowId id => $"0x{id}",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
    }

    private sealed class Scalar<T> : TextCells
    {
        private readonly ValueGetter<T> _getter;
        private readonly PrimitiveDataViewType _type;
        private readonly char _separator;
        private T _value;

        public Scalar(DataViewRow row, DataViewSchema.Column column, char separator)
        {
            _getter = row.GetGetter<T>(column);
            _type = (PrimitiveDataViewType)column.Type;
            _separator = separator;
            Header = HeaderOf(column, separator);
            Default = Format(default(T), _type, separator);
        }

        public override string[] Read()
        {
            _getter(ref _value);
            return [Format(_value, _type, _separator)];
        }
    }

    private sealed class Vector<T> : TextCells
    {
        private readonly ValueGetter<VBuffer<T>> _getter;
        private readonly PrimitiveDataViewType _type;
        private readonly char _separator;
        private VBuffer<T> _values;

        public Vector(DataViewRow row, DataViewSchema.Column column, char separator)
        {
            _getter = row.GetGetter<VBuffer<T>>(column);
            _type = column.Type.GetItemType();
            _separator = separator;
            Header = HeaderOf(column, separator);
            Default = Format(default(T), _type, separator);
        }

        public override string[] Read()
        {
            _getter(ref _values);
            return [.. _values.DenseValues().Select(v => Format(v, _type, _separator))];
        }
    }
}
