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

        return new(_host, _columns, Learn(input, sources));
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With(_columns.Select(pair =>
        {
            if (!inputSchema.TryFindColumn(pair.inputColumnName, out SchemaShape.Column column))
                throw _host.ExceptSchemaMismatch(nameof(inputSchema), "input", pair.inputColumnName);
            if (column.Kind == VectorKind.VariableVector)
                throw _host.ExceptSchemaMismatch(
                    nameof(inputSchema), "input", column.Name, "known-size vector or scalar", column.GetTypeString());
            if (column.IsKey || !IsReal(column.ItemType))
                throw _host.ExceptSchemaMismatch(
                    nameof(inputSchema), "input", column.Name, "vector or scalar of Single or Double", column.GetTypeString());
            SchemaShape annotations = new([AnnotationCopies.NormalizedShape, .. column.Annotations.Only(Kinds.SlotNames)]);
            return new SchemaShape.Column(pair.outputColumnName, column.Kind, column.ItemType, false, annotations);
        }));
    }

    private static bool IsReal(DataViewType item) => item.RawType == typeof(float) || item.RawType == typeof(double);

    private AffineColumn[] Learn(IDataView data, DataViewSchema.Column[] sources)
    {
        using DataViewRowCursor cursor = data.GetRowCursor(sources);
        (Action Add, Func<AffineColumn> Finish)[] learners = [.. sources.Select(source => GenericCall.Static<(Action, Func<AffineColumn>)>(
            typeof(NormalizingEstimator), nameof(Learner), [source.Type.GetItemType().RawType], cursor, source, _mode, _fixZero))];
        for (long n = 0; n < _maximumExampleCount && cursor.MoveNext(); n++)
        {
            foreach ((Action add, _) in learners)
                add();
        }

        return [.. learners.Select(learner => learner.Finish())];
    }

    private static (Action Add, Func<AffineColumn> Finish) Learner<T>(
        DataViewRow row, DataViewSchema.Column source, NormalizationMode mode, bool fixZero)
        where T : IFloatingPointIeee754<T>
    {
        bool isVector = source.Type is VectorDataViewType;
        SlotStatistics[] slots = [.. Enumerable.Repeat(new SlotStatistics(), source.Type.GetValueCount())];
        var items = new T[slots.Length];
        VBuffer<T> vector = default;
        ValueGetter<VBuffer<T>> getter = isVector ? row.GetGetter<VBuffer<T>>(source) : null;
        ValueGetter<T> scalar = isVector ? null : row.GetGetter<T>(source);
        return (Add, Finish);

        void Add()
        {
            if (isVector)
            {
                getter(ref vector);
                vector.CopyTo(items);
            }
            else
                scalar(ref items[0]);
            for (int i = 0; i < items.Length; i++)
                slots[i].Add(double.CreateTruncating(items[i]));
        }

        AffineColumn Finish()
        {
            (T Scale, T Offset)[] learned = [.. slots.Select(s =>
                mode == NormalizationMode.MinMax ? s.MinMax<T>(fixZero) : s.MeanVariance<T>(fixZero))];
            return new AffineColumn<T>(source.Type, [.. learned.Select(l => l.Scale)], fixZero ? null : [.. learned.Select(l => l.Offset)]);
        }
    }
}
