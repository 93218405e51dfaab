// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>Reads the value of one column from the fields of a line.</summary>
internal abstract class FieldReader
{
    /// <summary>A ValueGetter of the value that was read last.</summary>
    public abstract Delegate Getter { get; }

    public static FieldReader Create(TextColumn column, TextFormat format)
    {
        Type reader = column.Type is VectorDataViewType ? typeof(VectorReader<>) : typeof(ScalarReader<>);
        PrimitiveDataViewType item = column.Type.GetItemType();
        return (FieldReader)Activator.CreateInstance(reader.MakeGenericType(item.RawType), column, FieldParsing.Create(item, format));
    }

    public abstract void Read(ReadOnlyMemory<char>[] fields, long line);

    private static ReadOnlyMemory<char> Field(ReadOnlyMemory<char>[] fields, int index) => index < fields.Length ? fields[index] : default;

    private sealed class ScalarReader<T>(TextColumn column, FieldParser<T> parse) : FieldReader
    {
        private T _value;

        public override Delegate Getter => (ValueGetter<T>)((ref T destination) => destination = _value);

        public override void Read(ReadOnlyMemory<char>[] fields, long line)
        {
            ReadOnlyMemory<char> text = Field(fields, column.Segments[0].Min);
            if (!parse(text, out _value))
                throw new InvalidOperationException($"Could not parse value {text} in line {line}, column {column.Name}");
        }
    }

    private sealed class VectorReader<T>(TextColumn column, FieldParser<T> parse) : FieldReader
    {
        private T[] _values = [];
        private int _length;

        public override Delegate Getter =>
            (ValueGetter<VBuffer<T>>)((ref VBuffer<T> destination) => VBuffer<T>.Copy(_values, 0, ref destination, _length));

        public override void Read(ReadOnlyMemory<char>[] fields, long line)
        {
            _length = column.Segments.Sum(s => Math.Max(0, (s.End ?? fields.Length) - s.Min));
            if (_values.Length < _length)
                _values = new T[_length];
            int slot = 0;
            foreach ((int min, int? end) in column.Segments)
            {
                for (int i = min; i < (end ?? fields.Length); i++, slot++)
                {
                    ReadOnlyMemory<char> text = Field(fields, i);
                    if (!parse(text, out _values[slot]))
                        throw new InvalidOperationException(
                            $"Could not parse value {text} in slot {slot} of column {column.Name} in line {line}");
                }
            }
        }
    }
}
