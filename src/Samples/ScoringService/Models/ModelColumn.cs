// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.ScoringService;

/// <summary>A column that a model reads.</summary>
/// <param name="Name">Its name, which is also that of the field in a request.</param>
/// <param name="Type">Its type in the model.</param>
/// <param name="Kind">What an entry of it is in JSON.</param>
/// <param name="Keys">Number of keys; 0 where entries are none.</param>
internal sealed record ModelColumn(string Name, DataViewType Type, ColumnKind Kind, ulong Keys)
{
    /// <summary>Gets whether the column holds a list.</summary>
    public bool IsList => Type is VectorDataViewType;

    /// <summary>Gets whether the list has one entry a touch, or, of numbers, the same number of entries for each touch.</summary>
    public bool IsByTouch => Type is VectorDataViewType { IsKnownSize: false };

    /// <summary>Gets the number of entries; null where that of touches decides.</summary>
    public int? Length => Type is VectorDataViewType vector ? vector.IsKnownSize ? vector.Size : null : 1;

    /// <exception cref="InvalidDataException">The service has no JSON for the type.</exception>
    public static ModelColumn Of(DataViewSchema.Column column)
    {
        DataViewType item = column.Type is VectorDataViewType vector ? vector.ItemType : column.Type;
        return item switch
        {
            _ when item.Equals(NumberDataViewType.Single) => new(column.Name, column.Type, ColumnKind.Number, 0),
            BooleanDataViewType => new(column.Name, column.Type, ColumnKind.Truth, 0),
            TextDataViewType => new(column.Name, column.Type, ColumnKind.Text, 0),
            KeyDataViewType key when key.RawType == typeof(uint) => new(column.Name, column.Type, ColumnKind.Key, key.Count),
            _ => throw new InvalidDataException(
                $"the model reads column '{column.Name}' as {column.Type}; the service takes Single, Boolean, text and keys of UInt32, alone or in vectors. "
                + "Convert the column before it is saved as an input of the model."),
        };
    }
}
