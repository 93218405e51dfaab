// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>The columns of journeys with one entry per row.</summary>
internal sealed class RowColumns
{
    private readonly DataViewSchema.Column _context, _label;
    private readonly DataViewSchema.Column? _user, _weight;
    private readonly WorkContentColumn? _work;
    private readonly GrowingArray<float> _contexts = new(1024), _weights = new(1024);
    private readonly GrowingArray<bool> _labels = new(1024);
    private readonly GrowingArray<int> _users = new(1024);
    private ValueGetter<VBuffer<float>>? _getContext;
    private ValueGetter<bool>? _getLabel;
    private ValueGetter<uint>? _getUser;
    private ValueGetter<float>? _getWeight;
    private VBuffer<float> _buffer;
    private int _rows;

    /// <param name="options">Names of the columns.</param>
    /// <param name="schema">Schema with them.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type.</exception>
    public RowColumns(AlmMtaOptions options, DataViewSchema schema)
    {
        _context = ColumnCheck.Features(schema, "context", options.ContextColumnName);
        _label = ColumnCheck.Scalar(schema, "label", options.LabelColumnName, BooleanDataViewType.Instance);
        _user = options.UserColumnName is { } user ? TouchColumnCheck.Key(schema, "user", user) : null;
        _weight = options.ExampleWeightColumnName is { } weight ? ColumnCheck.Scalar(schema, "weight", weight, NumberDataViewType.Single) : null;
        _work = options.WorkContentColumnName is { } work ? new(TouchColumnCheck.Vector(schema, "work content", work)) : null;
    }

    public IEnumerable<DataViewSchema.Column> Columns => new DataViewSchema.Column?[] { _context, _label, _user, _weight, _work?.Column }.OfType<DataViewSchema.Column>();

    public int ContextWidth => ((VectorDataViewType)_context.Type).Size;

    public float[] Context => _contexts.ToArray();

    public bool[] Label => _labels.ToArray();

    public int[]? User => _user is null ? null : _users.ToArray();

    public float[]? Weight => _weight is null ? null : _weights.ToArray();

    /// <summary>Content of the produced works, [n,width]; null without such a column.</summary>
    public float[]? WorkContent(int width) => _work?.Values(width);

    public void Bind(DataViewRow row)
    {
        _work?.Bind(row);
        _getContext = row.GetGetter<VBuffer<float>>(_context);
        _getLabel = row.GetGetter<bool>(_label);
        _getUser = _user is { } user ? row.GetGetter<uint>(user) : null;
        _getWeight = _weight is { } weight ? row.GetGetter<float>(weight) : null;
    }

    public void Read()
    {
        _rows++;
        _work?.Read();
        _getContext!(ref _buffer);
        _buffer.CopyTo(_contexts.Extend(ContextWidth));
        bool label = false;
        _getLabel!(ref label);
        _labels.Add(label);
        if (_getUser is not null)
        {
            uint user = 0;
            _getUser(ref user);
            // Rows whose user is missing are not one user's: each stands alone, under a number that no key has.
            _users.Add(user > 0 ? checked((int)user) : -_rows);
        }

        if (_getWeight is not null)
        {
            float weight = 0;
            _getWeight(ref weight);
            _weights.Add(weight);
        }
    }
}
