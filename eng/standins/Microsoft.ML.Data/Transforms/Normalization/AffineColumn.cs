// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Collections.Immutable;
using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>The fitted normalizer of one column: every slot is shifted and scaled.</summary>
internal abstract class AffineColumn(DataViewType type)
{
    public DataViewType Type { get; } = type;

    public abstract NormalizingTransformer.NormalizerModelParametersBase Parameters { get; }

    public abstract Delegate CreateGetter(DataViewRow input, DataViewSchema.Column source);

    public abstract void Save(BinaryWriter writer);

    public static AffineColumn Load(BinaryReader reader)
    {
        DataViewType type = reader.ReadType();
        double[] scale = reader.ReadDoubles(), offset = reader.ReadDoubles();
        return Create(type, scale, offset.Length == 0 ? null : offset);
    }

    /// <param name="type">A known-size vector or scalar of <see cref="float"/> or <see cref="double"/>.</param>
    /// <param name="scale">One factor per slot.</param>
    /// <param name="offset">What is subtracted before scaling, one per slot; null where zero stays zero.</param>
    public static AffineColumn Create(DataViewType type, double[] scale, double[] offset) =>
        GenericCall.New<AffineColumn>(typeof(AffineColumn<>), [type.GetItemType().RawType], type, scale, offset);
}

/// <summary>An <see cref="AffineColumn"/> that computes in the column's own precision.</summary>
internal sealed class AffineColumn<T> : AffineColumn
    where T : IFloatingPointIeee754<T>
{
    private readonly T[] _scale;
    private readonly T[] _offset;

    public AffineColumn(DataViewType type, double[] scale, double[] offset)
        : base(type)
    {
        _scale = [.. scale.Select(T.CreateTruncating)];
        _offset = offset is null ? null : [.. offset.Select(T.CreateTruncating)];
    }

    public override NormalizingTransformer.NormalizerModelParametersBase Parameters => Type is VectorDataViewType
        ? new NormalizingTransformer.AffineNormalizerModelParameters<ImmutableArray<T>>([.. _scale], [.. _offset ?? []])
        : new NormalizingTransformer.AffineNormalizerModelParameters<T>(_scale[0], _offset is null ? T.Zero : _offset[0]);

    public override Delegate CreateGetter(DataViewRow input, DataViewSchema.Column source) =>
        Type is VectorDataViewType ? OfVector(input.GetGetter<VBuffer<T>>(source)) : OfScalar(input.GetGetter<T>(source));

    public override void Save(BinaryWriter writer)
    {
        writer.WriteType(Type);
        writer.WriteDoubles([.. _scale.Select(double.CreateTruncating)]);
        writer.WriteDoubles(_offset is null ? [] : [.. _offset.Select(double.CreateTruncating)]);
    }

    private T Apply(T value, int slot) => (_offset is null ? value : value - _offset[slot]) * _scale[slot];

    private ValueGetter<T> OfScalar(ValueGetter<T> getter) => (ref T result) =>
    {
        getter(ref result);
        result = Apply(result, 0);
    };

    private ValueGetter<VBuffer<T>> OfVector(ValueGetter<VBuffer<T>> getter)
    {
        VBuffer<T> vector = default;
        var items = new T[_scale.Length];
        return (ref VBuffer<T> result) =>
        {
            getter(ref vector);
            if (vector.Length != items.Length)
                throw new InvalidOperationException($"A normalizer fitted on vectors of size {items.Length} was given one of size {vector.Length}.");
            vector.CopyTo(items);
            for (int i = 0; i < items.Length; i++)
                items[i] = Apply(items[i], i);
            VectorResult.Set(ref result, items);
        };
    }
}
