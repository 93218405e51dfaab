// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Kinds = Microsoft.ML.Data.AnnotationUtils.Kinds;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace Microsoft.ML.Transforms;

/// <summary>Learns the scale of numeric columns.</summary>
public sealed class NormalizingEstimator : IEstimator<NormalizingTransformer>
{
    private readonly IHost _host;
    private readonly NormalizationMode _mode;
    private readonly long _maximumExampleCount;
    private readonly bool _fixZero;
    private readonly (string outputColumnName, string inputColumnName)[] _columns;

    internal NormalizingEstimator(
        IHostEnvironment env,
        NormalizationMode mode,
        long maximumExampleCount,
        bool fixZero,
        params (string outputColumnName, string inputColumnName)[] columns)
    {
        _host = env.Register(nameof(NormalizingEstimator));
        _host.CheckValue(columns, nameof(columns));
        _host.CheckParam(maximumExampleCount > 1, nameof(maximumExampleCount), "Must be greater than 1");
        _mode = mode;
        _maximumExampleCount = maximumExampleCount;
        _fixZero = fixZero;
        _columns = columns;
    }

    public NormalizingTransformer Fit(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        DataViewSchema.Column[] sources = [.. _columns.Select(pair => input.Schema.GetColumnOrNull(pair.inputColumnName)
            ?? throw _host.ExceptSchemaMismatch("data", "input", pair.inputColumnName))];
        foreach (DataViewSchema.Column source in sources)
        {
            bool suits = source.Type.GetItemType() is NumberDataViewType item && IsReal(item) && source.Type.GetValueCount() > 0;
            _host.CheckParam(
                suits,
                "srcType",
                $"Wrong column type for input column. Expected: Single, Double, Vector of Single or Vector of Double. Got: {source.Type}.");
        }

        SlotStatistics[][] statistics = Measure(input, sources);
        return new(_host, _columns, [.. sources.Select((source, i) => Learn(source.Type, statistics[i]))]);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With(_columns.Select(pair =>
        {
            if (!inputSchema.TryFindColumn(pair.inputColumnName, out SchemaShape.Column column))
                throw _host.ExceptSchemaMismatch(nameof(inputSchema), "input", pair.inputColumnName);
            if (column.Kind == VectorKind.VariableVector)
                throw _host.ExceptSchemaMismatch(nameof(inputSchema), "input", column.Name, "known-size vector or scalar", column.GetTypeString());
            if (column.IsKey || !IsReal(column.ItemType))
                throw _host.ExceptSchemaMismatch(nameof(inputSchema), "input", column.Name, "vector or scalar of Single or Double", column.GetTypeString());
            SchemaShape annotations = new([AnnotationCopies.NormalizedShape, .. column.Annotations.Only(Kinds.SlotNames)]);
            return new SchemaShape.Column(pair.outputColumnName, column.Kind, column.ItemType, false, annotations);
        }));
    }

    private static bool IsReal(DataViewType item) => item.RawType == typeof(float) || item.RawType == typeof(double);

    private SlotStatistics[][] Measure(IDataView data, DataViewSchema.Column[] sources)
    {
        using DataViewRowCursor cursor = data.GetRowCursor(sources);
        SlotStatistics[][] statistics = [.. sources.Select(s => Enumerable.Repeat(new SlotStatistics(), s.Type.GetValueCount()).ToArray())];
        Action[] adders = [.. sources.Select((source, i) =>
            GenericCall.Static<Action>(typeof(NormalizingEstimator), nameof(Adder), [source.Type.GetItemType().RawType], cursor, source, statistics[i]))];
        for (long n = 0; n < _maximumExampleCount && cursor.MoveNext(); n++)
        {
            foreach (Action add in adders)
                add();
        }

        return statistics;
    }

    private static Action Adder<T>(DataViewRow row, DataViewSchema.Column source, SlotStatistics[] statistics)
        where T : IFloatingPointIeee754<T>
    {
        var items = new T[statistics.Length];
        if (source.Type is VectorDataViewType)
        {
            ValueGetter<VBuffer<T>> getter = row.GetGetter<VBuffer<T>>(source);
            VBuffer<T> vector = default;
            return () =>
            {
                getter(ref vector);
                vector.CopyTo(items);
                for (int i = 0; i < items.Length; i++)
                    statistics[i].Add(double.CreateTruncating(items[i]));
            };
        }

        ValueGetter<T> scalar = row.GetGetter<T>(source);
        return () =>
        {
            scalar(ref items[0]);
            statistics[0].Add(double.CreateTruncating(items[0]));
        };
    }

    private AffineColumn Learn(DataViewType type, SlotStatistics[] slots)
    {
        double[] scale = [.. slots.Select(Scale)];

        // A slot that has no scale is switched off altogether.
        double[] offset = _fixZero ? null
            : [.. slots.Select((s, i) => scale[i] == 0 ? 0 : _mode == NormalizationMode.MinMax ? s.Minimum : s.Mean)];
        return AffineColumn.Create(type, scale, offset);
    }

    private double Scale(SlotStatistics slot) => (_mode, _fixZero) switch
    {
        (NormalizationMode.MinMax, false) => slot.Maximum > slot.Minimum ? 1 / (slot.Maximum - slot.Minimum) : 0,
        (NormalizationMode.MinMax, true) => slot.Maximum > slot.Minimum ? 1 / Math.Max(Math.Abs(slot.Minimum), Math.Abs(slot.Maximum)) : 0,
        (_, false) => slot.Variance > 0 ? 1 / Math.Sqrt(slot.Variance) : 0,
        (_, true) => slot.Variance > 0 ? 1 / Math.Sqrt(slot.Mean * slot.Mean + slot.Variance) : 0,
    };
}
