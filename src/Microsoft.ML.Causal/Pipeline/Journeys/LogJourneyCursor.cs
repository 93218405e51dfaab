// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Gathers touches into journeys.</summary>
internal sealed class LogJourneyCursor : JourneyCursor
{
    private readonly JourneyOptions _options;
    private readonly TouchSource _touches;
    private readonly JourneyParts _parts;
    private readonly JourneyField[] _fields;
    private readonly JourneyTally _tally;
    private bool _started, _pending;
    private long _outcome;

    /// <param name="schema">Schema of journeys.</param>
    /// <param name="active">The columns asked for.</param>
    /// <param name="options">Lengths and rules.</param>
    /// <param name="parts">What this cursor gathers.</param>
    /// <param name="open">Opens the touches, once it is known which values are read.</param>
    /// <param name="tally">Counts what becomes of the rows.</param>
    public LogJourneyCursor(
        JourneySchema schema, bool[] active, JourneyOptions options, JourneyParts parts, Func<TouchSource> open, JourneyTally tally)
        : base(schema.Schema, active)
    {
        (_options, _parts, _tally) = (options, parts, tally);
        List<JourneyField> fields = [];
        for (int column = 0; column < active.Length; column++)
        {
            if (!active[column])
                continue;
            JourneyField field = schema.Field(column, parts);
            Getters[column] = field.Getter;
            fields.Add(field);
            foreach (TouchValue value in parts.Values)
                value.IsActive |= schema.Source(column) is { } source && value.Column.Index == source.Index;
        }

        if (parts.Label is { } label)
            label.IsActive |= options.EndAtOutcome || parts.OutcomeTime is not null;
        if (parts.OutcomeTime is { } outcome)
            outcome.IsActive = true;
        _fields = [.. fields];
        _touches = open();
    }

    protected override bool MoveToNext()
    {
        if (!_started)
            (_started, _pending) = (true, _touches.MoveNext());
        if (!_pending)
        {
            _tally.Finish();
            return false;
        }

        (_parts.Span.Start, _parts.Span.Count, _parts.LabelField.Label, _outcome) = (0, 0, false, JourneyTime.Missing);
        long read = 0, before;
        bool closed;
        do
        {
            before = _touches.Time;
            closed = Append(first: read++ == 0);
            _pending = _touches.MoveNext();
        }
        while (_pending && !closed && !_touches.IsNewJourney && !(_parts.Clock.Between(before, _touches.Time) > _options.HorizonLength));

        Close(read);
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _touches.Dispose();
    }

    /// <summary>Takes the touch at hand; true where it ends the journey.</summary>
    private bool Append(bool first)
    {
        JourneySpan span = _parts.Span;
        long time = _touches.Time;
        bool positive = _parts.Label is { IsActive: true } label && label.Current;
        bool after = positive && _parts.OutcomeTime is { } outcome && outcome.Current != JourneyTime.Missing && time > outcome.Current;
        TakeLabel(positive);
        if (after)
            _tally.AfterOutcome++;
        else
            MakeRoom(span, time);

        int index = after ? -1 : span.End;
        foreach (JourneyField field in _fields)
            field.Append(index, first);
        if (!after)
        {
            _parts.Times[index] = time;
            span.Count++;
        }

        return positive && _options.EndAtOutcome;
    }

    private void TakeLabel(bool positive)
    {
        _parts.LabelField.Label = positive || (_options.Label == JourneyLabel.Any && _parts.LabelField.Label);
        if (positive && _parts.OutcomeTime is { } outcome && outcome.Current != JourneyTime.Missing)
            _outcome = _outcome == JourneyTime.Missing ? outcome.Current : Math.Min(_outcome, outcome.Current);
    }

    /// <summary>Leaves out touches that a journey up to <paramref name="time"/> does not keep, and makes room for one more.</summary>
    private void MakeRoom(JourneySpan span, long time)
    {
        while (span.Count > 0 && _parts.Clock.Between(_parts.Times[span.Start], time) > _options.WindowLength)
        {
            (span.Start, span.Count) = (span.Start + 1, span.Count - 1);
            _tally.OutsideWindow++;
        }

        if (span.Count == _options.MaxTouchpoints)
        {
            (span.Start, span.Count) = (span.Start + 1, span.Count - 1);
            _tally.CutHere++;
        }

        if (span.End < _parts.Times.Length)
            return;
        // Moving is rare, for it makes half the room free; a journey with all touches still kept grows instead.
        if (span.Start >= _parts.Times.Length / 2)
        {
            foreach (JourneyField field in _fields)
                field.Compact(span);
            _parts.Times.AsSpan(span.Start, span.Count).CopyTo(_parts.Times);
            span.Start = 0;
        }
        else
        {
            long[] times = _parts.Times;
            Array.Resize(ref times, 2 * times.Length);
            _parts.Times = times;
        }
    }

    private void Close(long read)
    {
        JourneySpan span = _parts.Span;
        if (_outcome != JourneyTime.Missing && _parts.LabelField.Label && span.Count > 0
            && _parts.Clock.Between(_parts.Times[span.End - 1], _outcome) > _options.HorizonLength)
        {
            _parts.LabelField.Label = false;
            _tally.LateOutcomes++;
        }

        _tally.Close(read, span.Count);
    }
}
