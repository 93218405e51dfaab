// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>The annotation kinds of ML.NET, and ways to write and test them.</summary>
internal static class AnnotationUtils
{
    /// <summary>The names of annotations.</summary>
    public static class Kinds
    {
        public const string SlotNames = "SlotNames";
        public const string KeyValues = "KeyValues";
        public const string CategoricalSlotRanges = "CategoricalSlotRanges";
        public const string ScoreColumnSetId = "ScoreColumnSetId";
        public const string ScoreColumnKind = "ScoreColumnKind";
        public const string ScoreValueKind = "ScoreValueKind";
        public const string IsNormalized = "IsNormalized";
    }

    public static VectorDataViewType NamesType(int size) => new(TextDataViewType.Instance, size);

    public static void AddSlotNames(
        this DataViewSchema.Annotations.Builder builder, int size, ValueGetter<VBuffer<ReadOnlyMemory<char>>> getter) =>
        builder.Add(Kinds.SlotNames, NamesType(size), getter);

    public static void AddSlotNames(this DataViewSchema.Annotations.Builder builder, IEnumerable<string> names)
    {
        ReadOnlyMemory<char>[] values = [.. names.Select(n => n.AsMemory())];
        var vector = new VBuffer<ReadOnlyMemory<char>>(values.Length, values);
        builder.AddSlotNames(values.Length, (ref VBuffer<ReadOnlyMemory<char>> destination) => vector.CopyTo(ref destination));
    }

    public static void AddKeyValues<TValue>(
        this DataViewSchema.Annotations.Builder builder, int size, PrimitiveDataViewType valueType, ValueGetter<VBuffer<TValue>> getter) =>
        builder.Add(Kinds.KeyValues, new VectorDataViewType(valueType, size), getter);

    public static void AddIsNormalized(this DataViewSchema.Annotations.Builder builder) =>
        builder.AddPrimitiveValue(Kinds.IsNormalized, BooleanDataViewType.Instance, true);

    public static bool IsNormalized(this SchemaShape.Column column) =>
        column.Annotations.TryFindColumn(Kinds.IsNormalized, out SchemaShape.Column found)
        && found.Kind == SchemaShape.Column.VectorKind.Scalar && found.ItemType is BooleanDataViewType;

    public static bool HasSlotNames(this SchemaShape.Column column) =>
        column.Annotations.TryFindColumn(Kinds.SlotNames, out SchemaShape.Column found)
        && found.Kind == SchemaShape.Column.VectorKind.Vector && found.ItemType is TextDataViewType;

    /// <summary>The annotations that a score column promises: what kind of score, from what kind of learner.</summary>
    public static DataViewSchema.Annotations ScoreAnnotations(string scoreColumnKind, string scoreValueKind, uint setId)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.AddPrimitiveValue(Kinds.ScoreColumnSetId, new KeyDataViewType(typeof(uint), 2147483647UL), setId);
        builder.AddPrimitiveValue(Kinds.ScoreColumnKind, TextDataViewType.Instance, scoreColumnKind.AsMemory());
        builder.AddPrimitiveValue(Kinds.ScoreValueKind, TextDataViewType.Instance, scoreValueKind.AsMemory());
        return builder.ToAnnotations();
    }
}
