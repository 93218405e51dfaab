// Licensed under the MIT licence; see LICENSE in the repository root.

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
        return GenericCall.New<AffineColumn>(typeof(AffineColumn<>), [type.GetItemType().RawType], type, reader);
    }
}
