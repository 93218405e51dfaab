// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.ScoringService;

/// <summary>A row of a request as the model sees it; entries are fetched once a row.</summary>
internal sealed class ModelRow : DataViewRow
{
    private readonly DataViewRow _input;
    private readonly IReadOnlyList<ModelColumn> _columns;
    private readonly HashSet<int> _active;
    private readonly int[] _starts;
    private readonly ValueGetter<VBuffer<float>> _getNumbers;
    private readonly ValueGetter<VBuffer<uint>> _getCodes;
    private readonly ValueGetter<VBuffer<ReadOnlyMemory<char>>> _getTexts;
    private readonly ValueGetter<VBuffer<int>> _getLengths;
    private VBuffer<float> _numbers;
    private VBuffer<uint> _codes;
    private VBuffer<ReadOnlyMemory<char>> _texts;
    private VBuffer<int> _lengths;
    private long _position = long.MinValue;

    public ModelRow(DataViewRow input, DataViewSchema schema, IReadOnlyList<ModelColumn> columns, HashSet<int> active)
    {
        (_input, Schema, _columns, _active) = (input, schema, columns, active);
        _starts = new int[columns.Count];
        _getNumbers = input.GetGetter<VBuffer<float>>(input.Schema[nameof(ScoringRow.Numbers)]);
        _getCodes = input.GetGetter<VBuffer<uint>>(input.Schema[nameof(ScoringRow.Codes)]);
        _getTexts = input.GetGetter<VBuffer<ReadOnlyMemory<char>>>(input.Schema[nameof(ScoringRow.Texts)]);
        _getLengths = input.GetGetter<VBuffer<int>>(input.Schema[nameof(ScoringRow.Lengths)]);
    }

    public override DataViewSchema Schema { get; }

    public override long Position => _input.Position;

    public override long Batch => _input.Batch;

    public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

    public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => (ValueGetter<TValue>)Getter(column.Index);

    private Delegate Getter(int c)
    {
        // The last column only marks the model.
        if (c == _columns.Count)
            return (ValueGetter<bool>)((ref bool value) => value = true);
        return (_columns[c].Kind, _columns[c].IsList) switch
        {
            (ColumnKind.Number, false) => (ValueGetter<float>)((ref float value) => value = Numbers(c)[0]),
            (ColumnKind.Number, true) => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => Copy(Numbers(c), ref value)),
            (ColumnKind.Key, false) => (ValueGetter<uint>)((ref uint value) => value = Codes(c)[0]),
            (ColumnKind.Key, true) => (ValueGetter<VBuffer<uint>>)((ref VBuffer<uint> value) => Copy(Codes(c), ref value)),
            (ColumnKind.Truth, false) => (ValueGetter<bool>)((ref bool value) => value = Codes(c)[0] != 0),
            (ColumnKind.Truth, true) => (ValueGetter<VBuffer<bool>>)((ref VBuffer<bool> value) => CopyTruths(Codes(c), ref value)),
            (ColumnKind.Text, false) => (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = Texts(c)[0]),
            _ => (ValueGetter<VBuffer<ReadOnlyMemory<char>>>)((ref VBuffer<ReadOnlyMemory<char>> value) => Copy(Texts(c), ref value)),
        };
    }

    private ReadOnlySpan<float> Numbers(int c) => Entries(ref _numbers, c);

    private ReadOnlySpan<uint> Codes(int c) => Entries(ref _codes, c);

    private ReadOnlySpan<ReadOnlyMemory<char>> Texts(int c) => Entries(ref _texts, c);

    private ReadOnlySpan<T> Entries<T>(ref VBuffer<T> all, int c)
    {
        Refresh();
        return all.GetValues().Slice(_starts[c], _lengths.GetValues()[c]);
    }

    private void Refresh()
    {
        if (_position == _input.Position)
            return;
        _getNumbers(ref _numbers);
        _getCodes(ref _codes);
        _getTexts(ref _texts);
        _getLengths(ref _lengths);
        int numbers = 0, codes = 0, texts = 0;
        ReadOnlySpan<int> lengths = _lengths.GetValues();
        for (int c = 0; c < _starts.Length; c++)
        {
            ref int next = ref (_columns[c].Kind == ColumnKind.Number ? ref numbers : ref (_columns[c].Kind == ColumnKind.Text ? ref texts : ref codes));
            _starts[c] = next;
            next += lengths[c];
        }

        _position = _input.Position;
    }

    private static void Copy<T>(ReadOnlySpan<T> entries, ref VBuffer<T> target)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref target, entries.Length);
        entries.CopyTo(editor.Values);
        target = editor.Commit();
    }

    private static void CopyTruths(ReadOnlySpan<uint> entries, ref VBuffer<bool> target)
    {
        VBufferEditor<bool> editor = VBufferEditor.Create(ref target, entries.Length);
        for (int i = 0; i < entries.Length; i++)
            editor.Values[i] = entries[i] != 0;
        target = editor.Commit();
    }
}
