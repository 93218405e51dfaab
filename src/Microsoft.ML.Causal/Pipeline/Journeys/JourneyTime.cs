// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>The time column: read as a whole number whose order is the order of the times.</summary>
internal sealed class JourneyTime
{
    private readonly Func<DataViewRow, DataViewSchema.Column, ValueGetter<long>> _bind;
    private readonly bool _isReal;
    private readonly double _perUnit;

    private JourneyTime(Func<DataViewRow, DataViewSchema.Column, ValueGetter<long>> bind, bool isReal = false, double perUnit = 1) =>
        (_bind, _isReal, _perUnit) = (bind, isReal, perUnit);

    /// <summary>Marks a missing time.</summary>
    public const long Missing = long.MinValue;

    /// <summary>The way to read times of <paramref name="column"/>.</summary>
    /// <exception cref="ArgumentException">The column does not hold times.</exception>
    public static JourneyTime Of(DataViewSchema.Column column) => column.Type switch
    {
        KeyDataViewType => throw NoTime(column),
        { RawType: var type } when type == typeof(double) => new(Bind<double>(FromDouble), isReal: true),
        { RawType: var type } when type == typeof(float) => new(Bind<float>(value => FromDouble(value)), isReal: true),
        { RawType: var type } when type == typeof(DateTime) => new(Bind<DateTime>(value => value.Ticks), perUnit: TimeSpan.TicksPerSecond),
        { RawType: var type } when type == typeof(DateTimeOffset) => new(Bind<DateTimeOffset>(value => value.UtcTicks), perUnit: TimeSpan.TicksPerSecond),
        { RawType: var type } when type == typeof(TimeSpan) => new(Bind<TimeSpan>(value => value.Ticks), perUnit: TimeSpan.TicksPerSecond),
        { RawType: var type } when type == typeof(long) => new(Bind<long>(value => value)),
        { RawType: var type } when type == typeof(int) => new(Bind<int>(value => value)),
        { RawType: var type } when type == typeof(uint) => new(Bind<uint>(value => value)),
        { RawType: var type } when type == typeof(short) => new(Bind<short>(value => value)),
        { RawType: var type } when type == typeof(ushort) => new(Bind<ushort>(value => value)),
        _ => throw NoTime(column),
    };

    /// <summary>Reads the column from rows like <paramref name="row"/>.</summary>
    public ValueGetter<long> Getter(DataViewRow row, DataViewSchema.Column column) => _bind(row, column);

    /// <summary>The time from <paramref name="earlier"/> to <paramref name="later"/>, in the column's unit or in seconds.</summary>
    public double Between(long earlier, long later) =>
        // Ticks and whole numbers are subtracted as such: as doubles, dates would lose microseconds.
        _isReal ? ToDouble(later) - ToDouble(earlier) : (later - earlier) / _perUnit;

    // The bits of a double rise with it where it is positive and fall where it is negative; turning those round orders all.
    private static long FromDouble(double value)
    {
        if (double.IsNaN(value))
            return Missing;
        long bits = BitConverter.DoubleToInt64Bits(value + 0.0);
        return bits >= 0 ? bits : bits ^ long.MaxValue;
    }

    private static double ToDouble(long value) => BitConverter.Int64BitsToDouble(value >= 0 ? value : value ^ long.MaxValue);

    private static Func<DataViewRow, DataViewSchema.Column, ValueGetter<long>> Bind<T>(Func<T, long> convert) => (row, column) =>
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        T raw = default!;
        return (ref long value) =>
        {
            getter(ref raw);
            value = convert(raw);
        };
    };

    private static ArgumentException NoTime(DataViewSchema.Column column) =>
        ColumnCheck.Mismatch("time", column.Name, "a number, a date or a time span", column.Type.ToString()!);
}
