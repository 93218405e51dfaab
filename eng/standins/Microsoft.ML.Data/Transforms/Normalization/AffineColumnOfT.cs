// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Collections.Immutable;
using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>An <see cref="AffineColumn"/> that computes in the column's own precision.</summary>
internal sealed class AffineColumn<T> : AffineColumn
    where T : IFloatingPointIeee754<T>
{
    private readonly T[] _scale;
    private readonly T[] _offset;

    /// <param name="type">A known-size vector or scalar.</param>
    /// <param name="scale">One factor per slot.</param>
    /// <param name="offset">What is subtracted before scaling, one per slot; null where zero stays zero.</param>
    public AffineColumn(DataViewType type, T[] scale, T[] offset)
        : base(type)
    {
        _scale = scale;
        _offset = offset;
    }

    public AffineColumn(DataViewType type, BinaryReader reader)
        : base(type)
    {
        Func<BinaryReader, T> read = ItemCodec.Reader<T>();
        _scale = reader.ReadArray(() => read(reader));
        _offset = reader.ReadBoolean() ? reader.ReadArray(() => read(reader)) : null;
    }

    public override NormalizingTransformer.NormalizerModelParametersBase Parameters => Type is VectorDataViewType
        ? new NormalizingTransformer.AffineNormalizerModelParameters<ImmutableArray<T>>([.. _scale], [.. _offset ?? []])
        : new NormalizingTransformer.AffineNormalizerModelParameters<T>(_scale[0], _offset is null ? T.Zero : _offset[0]);

    public override Delegate CreateGetter(DataViewRow input, DataViewSchema.Column source) =>
        Type is VectorDataViewType ? OfVector(input.GetGetter<VBuffer<T>>(source)) : OfScalar(input.GetGetter<T>(source));

    public override void Save(BinaryWriter writer)
    {
        writer.WriteType(Type);
        Action<BinaryWriter, T> write = ItemCodec.Writer<T>();
        writer.WriteArray(_scale, value => write(writer, value));
        writer.Write(_offset is not null);
        if (_offset is not null)
            writer.WriteArray(_offset, value => write(writer, value));
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
                throw new InvalidOperationException(
                    $"A normalizer fitted on vectors of size {items.Length} was given one of size {vector.Length}.");
            vector.CopyTo(items);
            for (int i = 0; i < items.Length; i++)
                items[i] = Apply(items[i], i) is var item && T.IsZero(item) ? T.Zero : item;
            VectorResult.Set(ref result, items);
        };
    }
}
