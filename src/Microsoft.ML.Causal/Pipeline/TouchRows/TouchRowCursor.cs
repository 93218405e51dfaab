// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>Walks through the touches of journeys, one journey in memory at a time.</summary>
internal sealed class TouchRowCursor : DataViewRowCursor
{
    private readonly DataViewRowCursor _journeys;
    private readonly TouchRowSchema _schema;
    private readonly bool[] _active;
    private readonly bool _keepUnscored;
    private readonly ValueGetter<VBuffer<float>> _getUplift;
    private VBuffer<float> _uplift;
    private long _position = -1;
    private uint _journey;
    private int _touch = -1, _length;

    public TouchRowCursor(DataViewRowCursor journeys, TouchRowSchema schema, bool[] active, bool keepUnscored)
    {
        (_journeys, _schema, _active, _keepUnscored) = (journeys, schema, active, keepUnscored);
        _getUplift = journeys.GetGetter<VBuffer<float>>(schema.Uplift);
    }

    public override DataViewSchema Schema => _schema.Schema;

    public override long Position => _position;

    public override long Batch => 0;

    public override bool IsColumnActive(DataViewSchema.Column column) => _active[column.Index];

    public override bool MoveNext()
    {
        do
        {
            if (++_touch < _length)
                continue;
            if (!_journeys.MoveNext())
            {
                (_position, _touch, _length) = (-1, -1, 0);
                return false;
            }

            _journey = checked(_journey + 1);
            _getUplift(ref _uplift);
            (_touch, _length) = (-1, _uplift.Length);
        }
        while (_touch < 0 || (!_keepUnscored && float.IsNaN(_uplift.GetItemOrDefault(_touch))));

        _position++;
        return true;
    }

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!_active[column.Index])
            throw new ArgumentOutOfRangeException(nameof(column), $"Column '{column.Name}' was not asked for when the cursor was made.");
        TouchRowColumn own = _schema[column.Index];
        Delegate getter = own.Kind switch
        {
            TouchRowKind.Journey => (ValueGetter<uint>)((ref uint value) => value = _journey),
            TouchRowKind.Position => (ValueGetter<int>)((ref int value) => value = _touch),
            TouchRowKind.TouchVector => Vector(own),
            TouchRowKind.Touch => Entry<TValue>(own),
            _ => _journeys.GetGetter<TValue>(own.Source!.Value),
        };
        return getter as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"Column '{column.Name}' holds {column.Type}, and was asked for as {typeof(TValue).Name}.");
    }

    public override ValueGetter<DataViewRowId> GetIdGetter()
    {
        ValueGetter<DataViewRowId> journey = _journeys.GetIdGetter();
        return (ref DataViewRowId id) =>
        {
            journey(ref id);
            id = id.Combine(new DataViewRowId((ulong)_touch, 0));
        };
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _journeys.Dispose();
        base.Dispose(disposing);
    }

    private ValueGetter<TValue> Entry<TValue>(TouchRowColumn column)
    {
        Func<VBuffer<TValue>> values = Values<TValue>(column);
        TValue missing = typeof(TValue) == typeof(float) ? (TValue)(object)float.NaN : typeof(TValue) == typeof(double) ? (TValue)(object)double.NaN : default!;
        return (ref TValue value) =>
        {
            VBuffer<TValue> all = values();
            value = all.Length > 0 ? all.GetItemOrDefault(_touch) : missing;
        };
    }

    private ValueGetter<VBuffer<float>> Vector(TouchRowColumn column)
    {
        Func<VBuffer<float>> values = Values<float>(column);
        return (ref VBuffer<float> value) =>
        {
            VBuffer<float> all = values();
            VBufferEditor<float> editor = VBufferEditor.Create(ref value, column.Width);
            for (int k = 0; k < column.Width; k++)
                editor.Values[k] = all.Length > 0 ? all.GetItemOrDefault(_touch * column.Width + k) : float.NaN;
            value = editor.Commit();
        };
    }

    /// <summary>The journey's values of a column, read once per journey. What only some journeys have, a match for instance, others may leave out.</summary>
    private Func<VBuffer<TValue>> Values<TValue>(TouchRowColumn column)
    {
        ValueGetter<VBuffer<TValue>> getter = _journeys.GetGetter<VBuffer<TValue>>(column.Source!.Value);
        VBuffer<TValue> values = default;
        uint read = 0;
        return () =>
        {
            if (read != _journey)
            {
                getter(ref values);
                read = _journey;
                if (values.Length != 0 && values.Length != _length * column.Width)
                {
                    throw new InvalidOperationException(
                        $"Column '{column.Name}' has {values.Length} entries in journey {_journey} (from 1), whose '{_schema.Uplift.Name}' has {_length} touches of "
                        + $"{column.Width}; leave it out of {nameof(TouchRowOptions)}.{nameof(TouchRowOptions.TouchColumnNames)}, or give its width in "
                        + $"{nameof(TouchRowOptions.TouchVectorWidths)}.");
                }
            }

            return values;
        };
    }
}
