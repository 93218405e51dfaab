// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>Passes chosen annotations of an input column on to an output column.</summary>
internal static class AnnotationCopies
{
    public static DataViewSchema.Annotations Only(this DataViewSchema.Annotations annotations, params string[] kinds) =>
        annotations.Only(normalized: false, kinds);

    /// <summary>The annotations of the given kinds, and <c>IsNormalized</c> set when <paramref name="normalized"/>.</summary>
    public static DataViewSchema.Annotations Only(this DataViewSchema.Annotations annotations, bool normalized, params string[] kinds)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(annotations, kinds.Contains);
        if (normalized)
            builder.AddIsNormalized();
        return builder.ToAnnotations();
    }

    public static SchemaShape Only(this SchemaShape annotations, params string[] kinds) =>
        new(annotations.Where(a => kinds.Contains(a.Name)));

    /// <summary>What a shape says of a column that is going to be annotated as normalized.</summary>
    public static SchemaShape.Column NormalizedShape { get; } =
        new(AnnotationUtils.Kinds.IsNormalized, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, false);

    /// <summary>What a shape says of a column whose slots are going to be named.</summary>
    public static SchemaShape.Column SlotNamesShape { get; } =
        new(AnnotationUtils.Kinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, false);

    /// <summary>What a shape says of a column whose slots are going to be grouped by category.</summary>
    public static SchemaShape.Column CategoriesShape { get; } =
        new(AnnotationUtils.Kinds.CategoricalSlotRanges, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Int32, false);
}
