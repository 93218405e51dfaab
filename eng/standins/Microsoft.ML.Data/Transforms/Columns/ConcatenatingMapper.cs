// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>Computes a concatenated column.</summary>
internal sealed class ConcatenatingMapper : RowMapper
{
    private readonly DataViewSchema.Column[] _columns;

    public ConcatenatingMapper(DataViewSchema inputSchema, string name, DataViewSchema.Column[] columns)
        : base(inputSchema)
    {
        _columns = columns;
        int size = columns.Any(c => c.Type.GetValueCount() == 0) ? 0 : columns.Sum(c => c.Type.GetValueCount());

        // A single vector is passed on as it is, with its slot names.
        bool single = columns.Length == 1 && columns[0].Type is VectorDataViewType;
        OutputColumns = [single
            ? new(name, columns[0].Type, columns[0].Annotations)
            : new(name, new VectorDataViewType(columns[0].Type.GetItemType(), size), ConcatenatedAnnotations.Of(columns, size))];
    }

    public override DataViewSchema.DetachedColumn[] OutputColumns { get; }

    public override IEnumerable<int> GetDependencies(int output) => _columns.Select(c => c.Index);

    protected override Delegate CreateGetter(DataViewRow input, int output) =>
        _columns.Length == 1 && _columns[0].Type is VectorDataViewType
            ? input.GetGetter(_columns[0])
            : GenericCall.Static<Delegate>(
                typeof(ConcatenatingMapper), nameof(Create), [_columns[0].Type.GetItemType().RawType], input, _columns);

    private static ValueGetter<VBuffer<T>> Create<T>(DataViewRow input, DataViewSchema.Column[] columns)
    {
        // Scalars are read as vectors of one item.
        ValueGetter<VBuffer<T>>[] getters = [.. columns.Select(c =>
            c.Type is VectorDataViewType ? input.GetGetter<VBuffer<T>>(c) : AsVector(input.GetGetter<T>(c)))];
        var parts = new VBuffer<T>[getters.Length];
        return (ref VBuffer<T> result) =>
        {
            int length = 0, count = 0;
            for (int i = 0; i < parts.Length; i++)
            {
                getters[i](ref parts[i]);
                length += parts[i].Length;
                count += parts[i].GetValues().Length;
            }

            Join(parts, length, count < length / 2 ? count : length, ref result);
        };
    }

    private static ValueGetter<VBuffer<T>> AsVector<T>(ValueGetter<T> getter) => (ref VBuffer<T> result) =>
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref result, 1);
        getter(ref editor.Values[0]);
        result = editor.Commit();
    };

    private static void Join<T>(VBuffer<T>[] parts, int length, int count, ref VBuffer<T> result)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref result, length, count);
        int offset = 0, next = 0;
        foreach (ref readonly VBuffer<T> part in parts.AsSpan())
        {
            ReadOnlySpan<T> values = part.GetValues();
            if (count == length)
                part.CopyTo(editor.Values, offset);
            else
            {
                for (int i = 0; i < values.Length; i++, next++)
                {
                    editor.Values[next] = values[i];
                    editor.Indices[next] = offset + (part.IsDense ? i : part.GetIndices()[i]);
                }
            }

            offset += part.Length;
        }

        result = editor.Commit();
    }
}
