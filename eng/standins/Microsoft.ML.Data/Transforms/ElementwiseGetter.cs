// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>Makes getters that map a scalar, or each item of a vector.</summary>
internal static class ElementwiseGetter
{
    public static Delegate Create<TSource, TResult>(DataViewRow input, DataViewSchema.Column source, ValueMapper<TSource, TResult> map) =>
        source.Type is VectorDataViewType
            ? OfVector(input.GetGetter<VBuffer<TSource>>(source), map)
            : OfScalar(input.GetGetter<TSource>(source), map);

    private static ValueGetter<TResult> OfScalar<TSource, TResult>(ValueGetter<TSource> getter, ValueMapper<TSource, TResult> map)
    {
        TSource value = default;
        return (ref TResult result) =>
        {
            getter(ref value);
            map(in value, ref result);
        };
    }

    private static ValueGetter<VBuffer<TResult>> OfVector<TSource, TResult>(
        ValueGetter<VBuffer<TSource>> getter, ValueMapper<TSource, TResult> map)
    {
        VBuffer<TSource> vector = default;
        TSource none = default;
        TResult ofNone = default;
        map(in none, ref ofNone);
        bool keepsSparsity = EqualityComparer<TResult>.Default.Equals(ofNone, default);
        return (ref VBuffer<TResult> result) =>
        {
            getter(ref vector);
            ReadOnlySpan<TSource> values = vector.GetValues();
            bool sparse = !vector.IsDense && keepsSparsity;
            VBufferEditor<TResult> editor = VBufferEditor.Create(ref result, vector.Length, sparse ? values.Length : vector.Length);
            if (sparse)
                vector.GetIndices().CopyTo(editor.Indices);
            else if (!vector.IsDense)
                editor.Values.Fill(ofNone);
            for (int i = 0; i < values.Length; i++)
                map(in values[i], ref editor.Values[sparse || vector.IsDense ? i : vector.GetIndices()[i]]);
            result = editor.Commit();
        };
    }
}
