// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>One column of journeys, while its touches are read.</summary>
internal abstract class JourneyField
{
    /// <summary>The column's getter, a <see cref="ValueGetter{TValue}"/> of the column's type.</summary>
    public abstract Delegate Getter { get; }

    /// <summary>Takes the value of the touch at hand.</summary>
    /// <param name="index">Where the journey keeps it; negative where it does not.</param>
    /// <param name="first">Whether it is the first touch of the journey.</param>
    public abstract void Append(int index, bool first);

    /// <summary>Moves the touches kept to the front.</summary>
    public virtual void Compact(JourneySpan span)
    {
    }
}

/// <summary>A vector with one entry per touch.</summary>
internal sealed class GatheredField<T>(TouchValue<T> value, JourneySpan span) : JourneyField
{
    private T[] _values = new T[16];

    public override Delegate Getter => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> target) =>
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref target, span.Count);
        _values.AsSpan(span.Start, span.Count).CopyTo(editor.Values);
        target = editor.Commit();
    });

    public override void Append(int index, bool first)
    {
        if (index < 0)
            return;
        if (index == _values.Length)
            Array.Resize(ref _values, 2 * index);
        _values[index] = value.Current;
    }

    public override void Compact(JourneySpan span) => _values.AsSpan(span.Start, span.Count).CopyTo(_values);
}

/// <summary>A value of the first or of the last touch.</summary>
internal sealed class PickedField<T>(TouchValue<T> value, ContextTouch touch) : JourneyField
{
    private T _picked = default!;

    public override Delegate Getter => (ValueGetter<T>)((ref T target) => value.Codec.Copy(in _picked, ref target));

    public override void Append(int index, bool first)
    {
        if (first || touch == ContextTouch.Last)
            value.Codec.Copy(in value.Current, ref _picked);
    }
}
