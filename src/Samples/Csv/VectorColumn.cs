// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Samples;

/// <summary>One value a touch: a vector as long as the row's journey.</summary>
/// <param name="name">Name of the column.</param>
/// <param name="item">Type of a touch's value.</param>
/// <param name="values">Values of the touches, row after row.</param>
/// <param name="offsets">First touch of each row, then the number of touches.</param>
internal sealed class VectorColumn<T>(string name, PrimitiveDataViewType item, T[] values, int[] offsets) : JourneyColumn(name, new VectorDataViewType(item))
{
    public T[] Values { get; } = values;

    public override Delegate Getter(Func<int> row) => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) =>
    {
        ReadOnlySpan<T> touches = Values.AsSpan(offsets[row()]..offsets[row() + 1]);
        VBufferEditor<T> editor = VBufferEditor.Create(ref value, touches.Length);
        touches.CopyTo(editor.Values);
        value = editor.Commit();
    });
}
