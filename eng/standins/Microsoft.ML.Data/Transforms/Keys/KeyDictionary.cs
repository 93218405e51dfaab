// Licensed under the MIT licence; see LICENSE in the repository root.

using Kinds = Microsoft.ML.Data.AnnotationUtils.Kinds;

namespace Microsoft.ML.Data;

/// <summary>The values of one key column, numbered from 1 in order.</summary>
internal abstract class KeyDictionary
{
    public abstract PrimitiveDataViewType ItemType { get; }

    public abstract int Count { get; }

    /// <summary>A getter of the keys of a column; values that are not in the dictionary have key 0.</summary>
    public abstract Delegate CreateGetter(DataViewRow input, DataViewSchema.Column source);

    /// <summary>Annotates a column with the dictionary's values.</summary>
    public abstract void AddKeyValues(DataViewSchema.Annotations.Builder builder, DataViewSchema.Column source, bool asText);

    public abstract void Save(BinaryWriter writer);

    public static KeyDictionary Load(BinaryReader reader)
    {
        var type = (PrimitiveDataViewType)reader.ReadType();
        return GenericCall.New<KeyDictionary>(typeof(KeyDictionary<>), [type.RawType], type, reader);
    }

    /// <summary>An empty dictionary that is filled by calls of <paramref name="add"/>, one per row of <paramref name="row"/>.</summary>
    public static KeyDictionary Collect(DataViewRow row, DataViewSchema.Column source, int maximum, out Action add)
    {
        PrimitiveDataViewType type = source.Type.GetItemType();
        var dictionary = GenericCall.New<KeyDictionary>(typeof(KeyDictionary<>), [type.RawType], type);
        add = dictionary.Adder(row, source, maximum);
        return dictionary;
    }

    /// <summary>Numbers the values in ascending order.</summary>
    public abstract void Sort();

    protected abstract Action Adder(DataViewRow row, DataViewSchema.Column source, int maximum);

    protected static void AddKeyValues<T>(
        DataViewSchema.Annotations.Builder builder, T[] values, PrimitiveDataViewType type, DataViewSchema.Column source, bool asText)
    {
        // Keys made from keys are named by the first ones' values.
        if (type is KeyDataViewType && source.HasKeyValues())
        {
            DataViewSchema.Column named = source.Annotations.Schema[Kinds.KeyValues];
            GenericCall.Static<object>(
                typeof(KeyDictionary), nameof(AddNames), [typeof(T), named.Type.GetItemType().RawType], builder, values, source, named);
        }
        else if (asText && type is not TextDataViewType
            && ValueConversions.Find(type, TextDataViewType.Instance) is ValueMapper<T, ReadOnlyMemory<char>> map)
            Add(builder, Map(values, map), TextDataViewType.Instance);
        else
            Add(builder, values, type is KeyDataViewType ? DataKindExtensions.PrimitiveOf(type.RawType) : type);
    }

    private static object AddNames<T, TName>(
        DataViewSchema.Annotations.Builder builder, T[] values, DataViewSchema.Column source, DataViewSchema.Column named)
    {
        VBuffer<TName> names = default;
        source.GetKeyValues(ref names);
        Add(builder, [.. values.Select(key => names.GetItemOrDefault(Convert.ToInt32(key) - 1))], named.Type.GetItemType());
        return null;
    }

    private static TResult[] Map<T, TResult>(T[] values, ValueMapper<T, TResult> map)
    {
        var results = new TResult[values.Length];
        for (int i = 0; i < results.Length; i++)
            map(in values[i], ref results[i]);
        return results;
    }

    private static void Add<T>(DataViewSchema.Annotations.Builder builder, T[] values, PrimitiveDataViewType type)
    {
        if (values.Length > 0)
            builder.AddKeyValues(values.Length, type, (ref VBuffer<T> result) => new VBuffer<T>(values.Length, values).CopyTo(ref result));
    }
}
