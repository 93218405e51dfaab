// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Gives each row a number in [0, 1], by which splits choose rows; rows of one sampling key share it.</summary>
internal sealed class RowPlacement
{
    private readonly int[] _columns;
    private readonly Func<DataViewRow, Func<double>> _create;
    private readonly bool _sequential;

    private RowPlacement(int[] columns, Func<DataViewRow, Func<double>> create, bool sequential)
    {
        _columns = columns;
        _create = create;
        _sequential = sequential;
    }

    public static RowPlacement Create(IHostEnvironment env, IDataView data, string samplingKey, int seed)
    {
        if (samplingKey is null)
        {
            return new([], _ =>
            {
                var random = new Random(seed);
                return random.NextDouble;
            }, sequential: true);
        }

        DataViewSchema.Column column = data.Schema.GetColumnOrNull(samplingKey)
            ?? throw env.ExceptSchemaMismatch(nameof(samplingKey) + "Column", "SamplingKeyColumn", samplingKey);
        Func<DataViewRow, Func<double>> create =
            column.Type is KeyDataViewType ? row => RowNumbers.Reader(row, column)
            : RowNumbers.CanRead(column.Type) ? Scaled(data, column)
            : row => ValueHash.Reader(row, column, seed);
        return new([column.Index], create, sequential: false);
    }

    /// <summary>The rows whose number is accepted; those without a number, of a missing key, are in neither part.</summary>
    public IDataView Keep(IDataView data, Func<double, bool> accept) =>
        new FilteredDataView(data, _columns, row => Test(_create(row), accept), _sequential);

    private static Func<bool> Test(Func<double> number, Func<double, bool> accept) =>
        () => number() is var value && !double.IsNaN(value) && accept(value);

    // Real-valued keys are scaled by their range, as ML.NET does: near values go to the same part.
    private static Func<DataViewRow, Func<double>> Scaled(IDataView data, DataViewSchema.Column column)
    {
        double min = double.PositiveInfinity, max = double.NegativeInfinity;
        using (DataViewRowCursor cursor = data.GetRowCursor([column]))
        {
            Func<double> read = RowNumbers.Reader(cursor, column);
            while (cursor.MoveNext())
            {
                double value = read();
                min = Math.Min(min, double.IsNaN(value) ? min : value);
                max = Math.Max(max, double.IsNaN(value) ? max : value);
            }
        }

        double scale = max > min ? 1 / (max - min) : 0;
        return row =>
        {
            Func<double> read = RowNumbers.Reader(row, column);
            return () => (read() - min) * scale;
        };
    }
}
