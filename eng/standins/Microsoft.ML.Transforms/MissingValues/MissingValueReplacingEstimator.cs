// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Kinds = Microsoft.ML.Data.AnnotationUtils.Kinds;

namespace Microsoft.ML.Transforms;

/// <summary>Learns what to put in place of missing numbers.</summary>
public sealed class MissingValueReplacingEstimator : IEstimator<MissingValueReplacingTransformer>
{
    private readonly IHost _host;
    private readonly ReplacementMode _mode;
    private readonly bool _imputeBySlot;
    private readonly (string outputColumnName, string inputColumnName)[] _columns;

    internal MissingValueReplacingEstimator(
        IHostEnvironment env,
        ReplacementMode replacementMode,
        bool imputeBySlot,
        params (string outputColumnName, string inputColumnName)[] columns)
    {
        _host = env.Register(nameof(MissingValueReplacingEstimator));
        _host.CheckValue(columns, nameof(columns));
        _mode = replacementMode;
        _imputeBySlot = imputeBySlot;
        _columns = columns;
    }

    /// <summary>Where replacements come from.</summary>
    public enum ReplacementMode : byte
    {
        DefaultValue = 0,
        Mean = 1,
        Minimum = 2,
        Maximum = 3,
        Mode = 5,
    }

    public MissingValueReplacingTransformer Fit(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        DataViewSchema.Column[] sources = [.. _columns.Select(pair => input.Schema.GetColumnOrNull(pair.inputColumnName)
            ?? throw _host.ExceptSchemaMismatch(nameof(input), "input", pair.inputColumnName))];
        foreach (DataViewSchema.Column source in sources)
            CheckType(source.Type.GetItemType() ?? source.Type);
        return new(_host, _columns, Learn(input, sources));
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With(_columns.Select(pair =>
        {
            if (!inputSchema.TryFindColumn(pair.inputColumnName, out SchemaShape.Column column))
                throw _host.ExceptSchemaMismatch(nameof(inputSchema), "input", pair.inputColumnName);
            CheckType(column.ItemType);
            return new SchemaShape.Column(
                pair.outputColumnName, column.Kind, column.ItemType, false, column.Annotations.Only(Kinds.SlotNames, Kinds.IsNormalized));
        }));
    }

    private void CheckType(DataViewType item) => _host.CheckParam(
        MissingValueReplacement.Suits(item),
        "inputSchema",
        $"Type '{item}' is not supported by NAReplaceTransform since it doesn't have an NA value");

    private MissingValueReplacement[] Learn(IDataView data, DataViewSchema.Column[] sources)
    {
        MissingValueStatistics[][] statistics = [.. sources.Select(source =>
        {
            int slots = _imputeBySlot && _mode != ReplacementMode.DefaultValue ? Math.Max(1, source.Type.GetValueCount()) : 1;
            return Enumerable.Range(0, slots).Select(_ => new MissingValueStatistics(_mode)).ToArray();
        })];
        if (_mode != ReplacementMode.DefaultValue)
        {
            using DataViewRowCursor cursor = data.GetRowCursor(sources);
            Action[] adders = [.. sources.Select((source, i) => GenericCall.Static<Action>(
                typeof(MissingValueReplacingEstimator),
                nameof(Adder),
                [source.Type.GetItemType().RawType],
                cursor,
                source,
                statistics[i]))];
            while (cursor.MoveNext())
            {
                foreach (Action add in adders)
                    add();
            }
        }

        return [.. sources.Select((source, i) => new MissingValueReplacement(source.Type, [.. statistics[i].Select(s => s.Value)]))];
    }

    private static Action Adder<T>(DataViewRow row, DataViewSchema.Column source, MissingValueStatistics[] statistics)
        where T : INumberBase<T>
    {
        if (source.Type is VectorDataViewType)
        {
            ValueGetter<VBuffer<T>> getter = row.GetGetter<VBuffer<T>>(source);
            VBuffer<T> vector = default;
            return () =>
            {
                getter(ref vector);
                foreach (KeyValuePair<int, T> item in vector.Items(all: true))
                    statistics[statistics.Length == 1 ? 0 : item.Key].Add(double.CreateTruncating(item.Value));
            };
        }

        ValueGetter<T> scalar = row.GetGetter<T>(source);
        T value = default;
        return () =>
        {
            scalar(ref value);
            statistics[0].Add(double.CreateTruncating(value));
        };
    }
}
