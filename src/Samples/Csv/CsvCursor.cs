// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Runtime.InteropServices;
using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Samples;

/// <summary>Walks through a comma-separated file; reads the columns that are asked for and passes over the others.</summary>
internal sealed class CsvCursor : DataViewRowCursor
{
    private readonly CsvReader _reader;
    private readonly Action?[] _parse;
    private readonly Delegate?[] _getters;
    private long _position = -1;

    public CsvCursor(DataViewSchema schema, CsvReader reader, IReadOnlyList<string> fields, IEnumerable<DataViewSchema.Column> columnsNeeded)
    {
        Schema = schema;
        _reader = reader;
        _parse = new Action?[schema.Count];
        _getters = new Delegate?[schema.Count];
        foreach (DataViewSchema.Column column in columnsNeeded)
            (_parse[column.Index], _getters[column.Index]) = Field(column, reader.Find(fields[column.Index]));
    }

    public override DataViewSchema Schema { get; }

    public override long Position => _position;

    public override long Batch => 0;

    public override bool IsColumnActive(DataViewSchema.Column column) => _getters[column.Index] != null;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _getters[column.Index] switch
    {
        ValueGetter<TValue> getter => getter,
        null => throw new InvalidOperationException($"Column '{column.Name}' was not asked for when the cursor was made."),
        _ => throw new InvalidOperationException($"Column '{column.Name}' is of type {column.Type}, not {typeof(TValue).Name}."),
    };

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

    public override bool MoveNext()
    {
        if (!_reader.Read())
        {
            _position = -1;
            return false;
        }

        _position++;
        foreach (Action? parse in _parse)
            parse?.Invoke();
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _reader.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Two closures over one cell: the first fills it from the line, the second hands it out.</summary>
    private (Action Parse, Delegate Getter) Field(DataViewSchema.Column column, int field)
    {
        if (column.Type.Equals(NumberDataViewType.Single))
        {
            float number = 0;
            return (() => number = _reader.Number(field), (ValueGetter<float>)((ref float value) => value = number));
        }

        if (column.Type.Equals(BooleanDataViewType.Instance))
        {
            bool truth = false;
            return (() => truth = _reader.Truth(field), (ValueGetter<bool>)((ref bool value) => value = truth));
        }

        if (column.Type.Equals(TextDataViewType.Instance))
        {
            ReadOnlyMemory<char> text = default;
            return (() => text = _reader.Text(field).ToString().AsMemory(),
                (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = text));
        }

        if (column.Type is VectorDataViewType vector && vector.ItemType.Equals(NumberDataViewType.Single))
        {
            if (vector.IsKnownSize)
            {
                float[] numbers = [];
                return (() => numbers = _reader.OptionalNumbers(field, vector.Size), Vector<float>(() => numbers));
            }

            List<float> touches = [];
            return (() => _reader.Numbers(field, touches), Vector<float>(() => CollectionsMarshal.AsSpan(touches)));
        }

        if (column.Type is VectorDataViewType { IsKnownSize: false } texts && texts.ItemType.Equals(TextDataViewType.Instance))
        {
            List<ReadOnlyMemory<char>> touches = [];
            return (() => _reader.Parts(field, touches), Vector<ReadOnlyMemory<char>>(() => CollectionsMarshal.AsSpan(touches)));
        }

        throw new InvalidOperationException($"Column '{column.Name}' is of type {column.Type}; a text file gives numbers, 0 or 1, and text.");
    }

    private static Delegate Vector<T>(Values<T> values) => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) =>
    {
        ReadOnlySpan<T> entries = values();
        VBufferEditor<T> editor = VBufferEditor.Create(ref value, entries.Length);
        entries.CopyTo(editor.Values);
        value = editor.Commit();
    });

    private delegate ReadOnlySpan<T> Values<T>();
}
