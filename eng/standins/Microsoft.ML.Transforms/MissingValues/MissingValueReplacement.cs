// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>The values that take the place of one column's missing ones: one for all slots, or one per slot.</summary>
internal sealed record MissingValueReplacement(DataViewType Type, double[] Values)
{
    public static bool Suits(DataViewType item) =>
        item is NumberDataViewType && (item.RawType == typeof(float) || item.RawType == typeof(double));

    public void Save(BinaryWriter writer)
    {
        writer.WriteType(Type);
        writer.WriteDoubles(Values);
    }

    public static MissingValueReplacement Load(BinaryReader reader) => new(reader.ReadType(), reader.ReadDoubles());
}
