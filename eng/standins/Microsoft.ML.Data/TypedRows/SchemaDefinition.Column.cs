// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

public sealed partial class SchemaDefinition
{
    /// <summary>How one member maps to a column.</summary>
    public sealed class Column
    {
        private readonly Dictionary<string, Action<DataViewSchema.Annotations.Builder>> _annotations = [];

        internal Column(string memberName, DataViewType columnType, string columnName)
        {
            MemberName = memberName;
            ColumnName = columnName;
            ColumnType = columnType;
        }

        public string MemberName { get; }

        public string ColumnName { get; set; }

        public DataViewType ColumnType { get; set; }

        public DataViewSchema.Annotations Annotations
        {
            get
            {
                var builder = new DataViewSchema.Annotations.Builder();
                foreach (Action<DataViewSchema.Annotations.Builder> add in _annotations.Values)
                    add(builder);
                return builder.ToAnnotations();
            }
        }

        public void AddAnnotation<T>(string kind, T value, DataViewType annotationType)
        {
            ArgumentNullException.ThrowIfNull(kind);
            ArgumentNullException.ThrowIfNull(annotationType);
            if (!_annotations.TryAdd(kind, builder => AddTo(builder, kind, value, annotationType)))
                throw new InvalidOperationException("Column already contains an annotation of this kind.");
        }

        /// <summary>Takes over the annotations of an existing column.</summary>
        internal void CopyAnnotations(DataViewSchema.Annotations annotations)
        {
            foreach (DataViewSchema.Column annotation in annotations.Schema)
                _annotations[annotation.Name] = builder => builder.Add(annotations, name => name == annotation.Name);
        }

        // Annotations hold the raw values of data views, the caller may give strings and arrays.
        private static void AddTo<T>(DataViewSchema.Annotations.Builder builder, string kind, T value, DataViewType type)
        {
            if (value is T[] or string or Array)
                AddConverted(builder, kind, value, type);
            else
                builder.Add(kind, type, (ref T destination) => destination = value);
        }

        private static void AddConverted(DataViewSchema.Annotations.Builder builder, string kind, object value, DataViewType type)
        {
            switch (value)
            {
                case string text:
                    builder.Add(kind, type, (ref ReadOnlyMemory<char> destination) => destination = text.AsMemory());
                    break;
                case string[] texts:
                    AddVector(builder, kind, type, [.. texts.Select(t => t.AsMemory())]);
                    break;
                default:
                    ((Action<DataViewSchema.Annotations.Builder, string, DataViewType, int[]>)AddVector).Method.GetGenericMethodDefinition()
                        .MakeGenericMethod(value.GetType().GetElementType()).Invoke(null, [builder, kind, type, value]);
                    break;
            }
        }

        private static void AddVector<TItem>(DataViewSchema.Annotations.Builder builder, string kind, DataViewType type, TItem[] values) =>
            builder.Add(kind, type, (ref VBuffer<TItem> destination) => new VBuffer<TItem>(values.Length, values).CopyTo(ref destination));
    }
}
