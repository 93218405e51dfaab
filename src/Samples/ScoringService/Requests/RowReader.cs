// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Text.Json;

namespace Microsoft.ML.Causal.ScoringService;

/// <summary>Reads a row from JSON: an object with one property for each column that the model reads.</summary>
/// <remarks>Problems name the field and say what was expected and found; they never show a value.</remarks>
internal sealed class RowReader
{
    private readonly IReadOnlyList<ModelColumn> _columns;
    private readonly Dictionary<string, int> _places;
    private readonly RequestProblems _problems;
    private readonly int _maxTouches;

    public RowReader(IReadOnlyList<ModelColumn> columns, int maxTouches, RequestProblems problems)
    {
        (_columns, _maxTouches, _problems) = (columns, maxTouches, problems);
        // Callers write Features as features, unless a model tells columns apart by that.
        bool isPlain = columns.Select(column => column.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() == columns.Count;
        _places = columns.Index().ToDictionary(
            column => column.Item.Name, column => column.Index, isPlain ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
    }

    /// <summary>The row, or something else where there are problems.</summary>
    /// <param name="row">The JSON.</param>
    /// <param name="path">The number of the row in brackets, or nothing where it is the only one.</param>
    public ScoringRow Read(JsonElement row, string path)
    {
        if (row.ValueKind != JsonValueKind.Object)
        {
            _problems.Add(path, $"an object with the model's columns was expected, but {Word(row)} was found.");
            return new ScoringRow();
        }

        string prefix = path.Length == 0 ? "" : path + ".";
        var fields = new JsonElement?[_columns.Count];
        foreach (JsonProperty property in row.EnumerateObject())
        {
            if (!_places.TryGetValue(property.Name, out int place))
                _problems.Add(prefix + property.Name, $"the model does not read this field; it reads {string.Join(", ", _columns.Select(column => column.Name))}.");
            else if (fields[place] is not null)
                _problems.Add(prefix + property.Name, "the field is there twice, in other capitals.");
            else
                fields[place] = property.Value;
        }

        List<float> numbers = [];
        List<uint> codes = [];
        List<string> texts = [];
        var lengths = new int[_columns.Count];
        for (int c = 0; c < lengths.Length; c++)
        {
            string field = prefix + _columns[c].Name;
            if (fields[c] is not { } value)
                _problems.Add(field, "the model reads this field, but it is missing.");
            else if (!_columns[c].IsList)
                Entry(_columns[c], value, field);
            else if (Length(_columns[c], value, field) is { } length)
            {
                lengths[c] = length;
                foreach ((int i, JsonElement entry) in value.EnumerateArray().Index())
                    Entry(_columns[c], entry, field, i);
            }

            if (!_columns[c].IsList)
                lengths[c] = 1;
        }

        RequireTouches(lengths, prefix);
        return new ScoringRow { Numbers = [.. numbers], Codes = [.. codes], Texts = [.. texts], Lengths = lengths };

        void Entry(ModelColumn column, JsonElement entry, string field, int? place = null)
        {
            switch (column.Kind)
            {
                case ColumnKind.Number when entry.ValueKind == JsonValueKind.Null:
                    numbers.Add(float.NaN);
                    break;
                case ColumnKind.Number when entry.ValueKind == JsonValueKind.Number && entry.TryGetSingle(out float number) && float.IsFinite(number):
                    numbers.Add(number);
                    break;
                case ColumnKind.Truth when entry.ValueKind is JsonValueKind.True or JsonValueKind.False:
                    codes.Add(entry.ValueKind == JsonValueKind.True ? 1u : 0);
                    break;
                case ColumnKind.Key when entry.ValueKind == JsonValueKind.Number && entry.TryGetUInt32(out uint key) && key <= column.Keys:
                    codes.Add(key);
                    break;
                case ColumnKind.Text when entry.ValueKind == JsonValueKind.String:
                    texts.Add(entry.GetString()!);
                    break;
                default:
                    _problems.Add(place is { } at ? $"{field}[{at}]" : field, $"{Expected(column)} was expected, but {Word(entry)} was found.");
                    break;
            }
        }
    }

    private int? Length(ModelColumn column, JsonElement value, string field)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            _problems.Add(field, $"a list was expected, but {Word(value)} was found.");
            return null;
        }

        int length = value.GetArrayLength();
        if (column.Length is { } expected && length != expected)
            _problems.Add(field, $"a list of {expected} entries was expected, but it has {length}.");
        else if (column is { IsByTouch: true, Kind: not ColumnKind.Number } && length > _maxTouches)
            _problems.Add(field, $"at most {_maxTouches} touches are taken, but there are {length}; leave out the oldest.");
        else
            return length;
        return null;
    }

    /// <summary>All touch columns must be of one length; a column of numbers may have several for each touch.</summary>
    private void RequireTouches(int[] lengths, string prefix)
    {
        int first = _columns.Index().FirstOrDefault(column => column.Item is { IsByTouch: true, Kind: not ColumnKind.Number }, (-1, null!)).Index;
        if (first < 0 || _problems.Any)
            return;
        int touches = lengths[first];
        for (int c = 0; c < lengths.Length; c++)
        {
            if (!_columns[c].IsByTouch || lengths[c] == touches)
                continue;
            if (_columns[c].Kind != ColumnKind.Number || touches == 0 || lengths[c] == 0 || lengths[c] % touches != 0)
                _problems.Add(prefix + _columns[c].Name, $"entries for {touches} touches were expected, as many as '{_columns[first].Name}' has, but there are {lengths[c]}.");
        }
    }

    private static string Expected(ModelColumn column) => column.Kind switch
    {
        ColumnKind.Number => "a finite number, or null where it is missing,",
        ColumnKind.Truth => "true or false",
        ColumnKind.Key => $"a whole number from 0 (missing) to {column.Keys}",
        _ => "a text",
    };

    private static string Word(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "another number",
        JsonValueKind.True or JsonValueKind.False => "a truth value",
        _ => "null",
    };
}
