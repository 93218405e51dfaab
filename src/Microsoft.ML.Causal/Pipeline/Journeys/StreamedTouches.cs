// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Microsoft.ML.Causal;

/// <summary>Touches straight from a log that is in order, each checked against the one before it.</summary>
internal sealed class StreamedTouches : TouchSource
{
    private readonly DataViewRowCursor _cursor;
    private readonly LogColumns _log;
    private readonly TouchValue[] _values;
    private readonly JourneyKey.Writer _key;
    private readonly ValueGetter<long> _time;
    private readonly HashSet<UInt128>? _seen;
    private ByteWriter _now = new(), _before = new();
    private long _row;

    /// <param name="log">The log and its columns.</param>
    /// <param name="values">The values to read; only active ones are.</param>
    /// <param name="order">The order that the log is said to have.</param>
    public StreamedTouches(LogColumns log, TouchValue[] values, JourneyOrder order)
    {
        _log = log;
        _values = [.. values.Where(value => value.IsActive)];
        _cursor = log.Data.GetRowCursor(_values.Select(value => value.Column).Append(log.Key).Append(log.Time).DistinctBy(column => column.Index));
        _key = JourneyKey.Of(_cursor, log.Key);
        _time = log.Clock.Getter(_cursor, log.Time);
        _seen = order == JourneyOrder.Grouped ? [] : null;
        foreach (TouchValue value in _values)
            value.Bind(_cursor);
    }

    public override bool MoveNext()
    {
        if (!_cursor.MoveNext())
            return false;
        _row++;
        (_now, _before) = (_before, _now);
        long before = Time;
        Time = _log.ReadKeyAndTime(_key, _time, _now, _row);
        IsNewJourney = _row == 1 || !_now.Written.SequenceEqual(_before.Written);
        if (IsNewJourney)
            CheckKey();
        else if (Time < before)
            throw _log.Disorder(_row, _log.Time.Name, "is earlier than in the row before, of the same journey");
        foreach (TouchValue value in _values)
            value.Read();
        return true;
    }

    public override void Dispose() => _cursor.Dispose();

    private void CheckKey()
    {
        if (_seen is null)
        {
            if (_row > 1 && _now.Written.SequenceCompareTo(_before.Written) < 0)
                throw _log.Disorder(_row, _log.Key.Name, "comes before that of the row before");
            return;
        }

        // Half of a strong hash stands for the key: two keys that share it are not to be found in any log.
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_now.Written, hash);
        if (!_seen.Add(MemoryMarshal.Read<UInt128>(hash)))
            throw _log.Disorder(_row, _log.Key.Name, "belongs to a journey that had ended");
    }
}
