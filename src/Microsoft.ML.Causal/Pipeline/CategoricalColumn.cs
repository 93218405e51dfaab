// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>Reads a column of keys, or of vectors of keys of known size: each slot is one categorical feature.</summary>
internal sealed class CategoricalColumn
{
    private readonly GrowingArray<int>[] _codes;
    private readonly bool _isVector;
    private ValueGetter<uint>? _getKey;
    private ValueGetter<VBuffer<uint>>? _getKeys;
    private VBuffer<uint> _buffer;
    private readonly uint[] _row;

    /// <param name="schema">Schema with the column.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">There is no such column, or it does not hold keys.</exception>
    public CategoricalColumn(DataViewSchema schema, string name)
    {
        Column = Check(schema, name);
        _isVector = Column.Type is VectorDataViewType;
        int slots = Column.Type is VectorDataViewType vector ? vector.Size : 1;
        var key = (KeyDataViewType)(Column.Type is VectorDataViewType keys ? keys.ItemType : Column.Type);
        Cardinalities = [.. Enumerable.Repeat(checked((int)key.Count), slots)];
        _codes = [.. Enumerable.Range(0, slots).Select(_ => new GrowingArray<int>(1024))];
        _row = new uint[slots];
    }

    /// <summary>The column.</summary>
    public DataViewSchema.Column Column { get; }

    /// <summary>Number of categories, one entry per slot.</summary>
    public int[] Cardinalities { get; }

    /// <summary>The column, once per slot.</summary>
    public IEnumerable<DataViewSchema.Column> Inputs => Cardinalities.Select(_ => Column);

    /// <summary>The column <paramref name="name"/>, checked to hold keys of type <see cref="uint"/>.</summary>
    public static DataViewSchema.Column Check(DataViewSchema schema, string name)
    {
        DataViewSchema.Column column = ColumnCheck.Find(schema, "categorical", name);
        DataViewType item = column.Type is VectorDataViewType vector ? vector.ItemType : column.Type;
        bool known = column.Type is not VectorDataViewType { IsKnownSize: false };
        return known && item is KeyDataViewType key && key.RawType == typeof(uint)
            ? column
            : throw ColumnCheck.Mismatch("categorical", name, "Key<UInt32> or a vector of such keys of known size", column.Type.ToString()!);
    }

    /// <summary>Takes the getters of <paramref name="cursor"/>.</summary>
    public void Bind(DataViewRowCursor cursor)
    {
        if (_isVector)
            _getKeys = cursor.GetGetter<VBuffer<uint>>(Column);
        else
            _getKey = cursor.GetGetter<uint>(Column);
    }

    /// <summary>Reads the keys of the cursor's row: from 1, 0 where missing.</summary>
    public void ReadRow()
    {
        if (_getKeys is not null)
        {
            _getKeys(ref _buffer);
            _buffer.CopyTo(_row);
        }
        else
        {
            _getKey!(ref _row[0]);
        }

        for (int slot = 0; slot < _row.Length; slot++)
            _codes[slot].Add((int)_row[slot]);
    }

    /// <summary>The keys read, one array per slot.</summary>
    public IEnumerable<int[]> Codes() => _codes.Select(codes => codes.ToArray());
}
