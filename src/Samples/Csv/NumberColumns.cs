// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Samples;

/// <summary>Columns of a data view as arrays, all read in one pass; metrics take arrays.</summary>
internal sealed class NumberColumns
{
    private readonly Dictionary<string, List<float>> _values = [];

    /// <param name="data">The rows.</param>
    /// <param name="names">Columns of single numbers, or of truth values, which become 0 and 1.</param>
    public NumberColumns(IDataView data, params IEnumerable<string> names)
    {
        DataViewSchema.Column[] columns = [.. names.Select(name => data.Schema[name])];
        using DataViewRowCursor cursor = data.GetRowCursor(columns);
        List<Action> read = [.. columns.Select(column => Reader(cursor, column))];
        while (cursor.MoveNext())
            read.ForEach(column => column());
    }

    /// <summary>Gets a column as an array.</summary>
    public float[] this[string name] => [.. _values[name]];

    /// <summary>A column of 0 and 1 as truth values.</summary>
    public bool[] Truth(string name) => [.. _values[name].Select(value => value != 0)];

    private Action Reader(DataViewRowCursor cursor, DataViewSchema.Column column)
    {
        List<float> values = _values[column.Name] = [];
        if (column.Type.Equals(BooleanDataViewType.Instance))
        {
            ValueGetter<bool> truth = cursor.GetGetter<bool>(column);
            return () =>
            {
                bool value = false;
                truth(ref value);
                values.Add(value ? 1 : 0);
            };
        }

        ValueGetter<float> number = cursor.GetGetter<float>(column);
        return () =>
        {
            float value = 0;
            number(ref value);
            values.Add(value);
        };
    }
}
