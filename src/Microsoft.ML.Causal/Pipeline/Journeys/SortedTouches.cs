// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Buffers.Binary;

namespace Microsoft.ML.Causal;

/// <summary>Touches of a log that was sorted.</summary>
internal sealed class SortedTouches(JourneySortReader reader, TouchValue[] values) : TouchSource
{
    // After the journey's own bytes a sort key has the touch's time and its row.
    private const int TimeAndRow = 2 * sizeof(long);
    private byte[] _before = [];
    private int _length = -1;

    /// <summary>Sorts a log: reads it once, all values of it.</summary>
    /// <exception cref="InvalidOperationException">A time or a journey is missing, or the sorter's limit does not hold the log.</exception>
    public static JourneySort Sort(LogColumns log, TouchValue[] values, JourneySorter sorter)
    {
        JourneySort sort = sorter.Begin();
        try
        {
            using DataViewRowCursor cursor =
                log.Data.GetRowCursor(values.Select(value => value.Column).Append(log.Key).Append(log.Time).DistinctBy(column => column.Index));
            JourneyKey.Writer key = JourneyKey.Of(cursor, log.Key);
            ValueGetter<long> time = log.Clock.Getter(cursor, log.Time);
            foreach (TouchValue value in values)
                value.Bind(cursor);
            ByteWriter keyBytes = new(), touch = new();
            for (long row = 1; cursor.MoveNext(); row++)
            {
                keyBytes.WriteOrdered(log.ReadKeyAndTime(key, time, keyBytes, row));
                keyBytes.WriteOrdered(row);
                touch.Clear();
                foreach (TouchValue value in values)
                {
                    value.Read();
                    value.Write(touch);
                }

                if (!sort.TryAdd(keyBytes.Written, touch.Written))
                    throw TooLarge(sorter, row - 1);
            }

            sort.Complete();
            return sort;
        }
        catch
        {
            sort.Dispose();
            throw;
        }
    }

    public override bool MoveNext()
    {
        if (!reader.MoveNext())
            return false;
        ReadOnlySpan<byte> key = reader.Key, journey = key[..^TimeAndRow];
        IsNewJourney = _length < 0 || !journey.SequenceEqual(_before.AsSpan(0, _length));
        if (IsNewJourney)
        {
            if (_before.Length < journey.Length)
                _before = new byte[journey.Length];
            journey.CopyTo(_before);
            _length = journey.Length;
        }

        Time = (long)(BinaryPrimitives.ReadUInt64BigEndian(key[^TimeAndRow..]) ^ (1UL << 63));
        ByteReader touch = new(reader.Touch);
        foreach (TouchValue value in values)
            value.Read(ref touch);
        return true;
    }

    public override void Dispose() => reader.Dispose();

    private static InvalidOperationException TooLarge(JourneySorter sorter, long rows)
    {
        string limit = sorter is InMemoryJourneySorter memory ? $"its {memory.MemoryLimit >> 20} MiB of memory" : "its limit";
        return new(
            $"The log is of unknown order and is sorted, but {sorter.GetType().Name} expects no more touches than {limit} can hold, which ended after "
            + $"{rows} rows. Raise the limit, use the SqliteJourneySorter of Microsoft.ML.Causal.Sqlite, or order the log and set "
            + $"{nameof(JourneyOptions)}.{nameof(JourneyOptions.Order)}.");
    }
}
