// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Kinds = Microsoft.ML.Data.AnnotationUtils.Kinds;

namespace Microsoft.ML.Transforms;

/// <summary>Brings numeric columns to a common scale.</summary>
public sealed class NormalizingTransformer : OneToOneTransformerBase
{
    private readonly AffineColumn[] _normalizers;

    internal NormalizingTransformer(
        IHostEnvironment env, (string outputColumnName, string inputColumnName)[] columns, AffineColumn[] normalizers)
        : base(env.Register(nameof(NormalizingTransformer)), columns) => _normalizers = normalizers;

    public NormalizerModelParametersBase GetNormalizerModelParameters(int index)
    {
        Host.CheckParam(index >= 0 && index < _normalizers.Length, nameof(index), $"Must be from 0 to {_normalizers.Length - 1}.");
        return _normalizers[index].Parameters;
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new OneToOneFunctionMapper(
        Host,
        this,
        schema,
        (source, pair) => (_normalizers[pair].Type, source.Annotations.Only(normalized: true, Kinds.SlotNames)),
        (row, source, pair) => _normalizers[pair].CreateGetter(row, source));

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(NormalizingTransformer));
        SaveColumns(ctx);
        ctx.Writer.WriteArray(_normalizers, normalizer => normalizer.Save(ctx.Writer));
    }

    private static NormalizingTransformer Load(IHostEnvironment env, ModelLoadContext ctx) =>
        new(env, LoadColumns(ctx), ctx.Reader.ReadArray(() => AffineColumn.Load(ctx.Reader)));

    /// <summary>What a normalizer has learned.</summary>
    public abstract class NormalizerModelParametersBase
    {
        private protected NormalizerModelParametersBase()
        {
        }
    }

    /// <summary>y = (x - Offset) * Scale; for vectors, one number per slot, and no offsets where zero is fixed.</summary>
    public sealed class AffineNormalizerModelParameters<TData> : NormalizerModelParametersBase
    {
        internal AffineNormalizerModelParameters(TData scale, TData offset)
        {
            Scale = scale;
            Offset = offset;
        }

        public TData Scale { get; }

        public TData Offset { get; }
    }
}
