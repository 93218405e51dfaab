// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Samples;

/// <summary>One vector a row, all of one width; NaN where a row has none.</summary>
internal sealed class RowVectorColumn(string name, VectorDataViewType type, float[] values) : JourneyColumn(name, type)
{
    public float[] Values { get; } = values;

    public override Delegate Getter(Func<int> row) => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) =>
    {
        VBufferEditor<float> editor = VBufferEditor.Create(ref value, type.Size);
        Values.AsSpan(row() * type.Size, type.Size).CopyTo(editor.Values);
        value = editor.Commit();
    });
}
