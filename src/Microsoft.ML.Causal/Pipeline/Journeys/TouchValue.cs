// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>One column of the log, for one cursor: the value of the touch at hand.</summary>
/// <param name="column">The log's column.</param>
internal abstract class TouchValue(DataViewSchema.Column column)
{
    /// <summary>The log's column.</summary>
    public DataViewSchema.Column Column { get; } = column;

    /// <summary>Whether anybody asks for it.</summary>
    public bool IsActive { get; set; }

    /// <summary>Takes the getter of a cursor of the log.</summary>
    public abstract void Bind(DataViewRow row);

    /// <summary>Reads the value of the log's row.</summary>
    public abstract void Read();

    /// <summary>Writes the value for a sort.</summary>
    public abstract void Write(ByteWriter bytes);

    /// <summary>Reads the value of a sorted touch, or passes over it.</summary>
    public abstract void Read(ref ByteReader bytes);

    /// <summary>The field that gathers this value over the touches of a journey.</summary>
    public abstract JourneyField Gather(JourneySpan span);

    /// <summary>The field that keeps this value of one touch of a journey.</summary>
    public abstract JourneyField Pick(ContextTouch touch);
}

/// <inheritdoc cref="TouchValue"/>
/// <typeparam name="T">The value's type as the journey has it.</typeparam>
internal sealed class TouchValue<T>(DataViewSchema.Column column, TouchCodec<T> codec, Func<DataViewRow, ValueGetter<T>> getter) : TouchValue(column)
{
    private ValueGetter<T>? _getter;
    private T _current = default!;

    public ref readonly T Current => ref _current;

    public TouchCodec<T> Codec => codec;

    public override void Bind(DataViewRow row) => _getter = getter(row);

    public override void Read() => _getter!(ref _current);

    public override void Write(ByteWriter bytes) => codec.Write(bytes, in _current);

    public override void Read(ref ByteReader bytes)
    {
        if (IsActive)
            codec.Read(ref bytes, ref _current);
        else
            codec.Skip(ref bytes);
    }

    public override JourneyField Gather(JourneySpan span) => new GatheredField<T>(this, span);

    public override JourneyField Pick(ContextTouch touch) => new PickedField<T>(this, touch);
}
