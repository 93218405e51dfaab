// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Reflection;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Loads text files, and saves data as text.</summary>
public static class TextLoaderSaverCatalog
{
    public static TextLoader CreateTextLoader(
        this DataOperationsCatalog catalog,
        TextLoader.Column[] columns,
        char separatorChar = '\t',
        bool hasHeader = false,
        IMultiStreamSource dataSample = null,
        bool allowQuoting = false,
        bool trimWhitespace = false,
        bool allowSparse = false) =>
        catalog.CreateTextLoader(Options(columns, separatorChar, hasHeader, allowQuoting, trimWhitespace, allowSparse), dataSample);

    public static TextLoader CreateTextLoader(
        this DataOperationsCatalog catalog, TextLoader.Options options, IMultiStreamSource dataSample = null) =>
        new(catalog.Environment, options, dataSample);

    public static TextLoader CreateTextLoader<TInput>(
        this DataOperationsCatalog catalog,
        char separatorChar = '\t',
        bool hasHeader = false,
        IMultiStreamSource dataSample = null,
        bool allowQuoting = false,
        bool trimWhitespace = false,
        bool allowSparse = false) =>
        catalog.CreateTextLoader(
            Options(ColumnsOf<TInput>(), separatorChar, hasHeader, allowQuoting, trimWhitespace, allowSparse), dataSample);

    public static TextLoader CreateTextLoader<TInput>(
        this DataOperationsCatalog catalog, TextLoader.Options options, IMultiStreamSource dataSample = null)
    {
        options ??= new();
        options.Columns = ColumnsOf<TInput>();
        return catalog.CreateTextLoader(options, dataSample);
    }

    public static IDataView LoadFromTextFile(
        this DataOperationsCatalog catalog,
        string path,
        TextLoader.Column[] columns,
        char separatorChar = '\t',
        bool hasHeader = false,
        bool allowQuoting = false,
        bool trimWhitespace = false,
        bool allowSparse = false)
    {
        // The file is no sample here, as in ML.NET: no slot names, and no ranges to the end of the line.
        MultiFileSource source = Source(path);
        return catalog.CreateTextLoader(columns, separatorChar, hasHeader, null, allowQuoting, trimWhitespace, allowSparse).Load(source);
    }

    public static IDataView LoadFromTextFile(this DataOperationsCatalog catalog, string path, TextLoader.Options options = null)
    {
        MultiFileSource source = Source(path);
        return catalog.CreateTextLoader(options ?? new(), source).Load(source);
    }

    public static IDataView LoadFromTextFile<TInput>(
        this DataOperationsCatalog catalog,
        string path,
        char separatorChar = '\t',
        bool hasHeader = false,
        bool allowQuoting = false,
        bool trimWhitespace = false,
        bool allowSparse = false) =>
        catalog.LoadFromTextFile(path, ColumnsOf<TInput>(), separatorChar, hasHeader, allowQuoting, trimWhitespace, allowSparse);

    public static IDataView LoadFromTextFile<TInput>(this DataOperationsCatalog catalog, string path, TextLoader.Options options)
    {
        MultiFileSource source = Source(path);
        return catalog.CreateTextLoader<TInput>(options).Load(source);
    }

    public static void SaveAsText(
        this DataOperationsCatalog catalog,
        IDataView data,
        Stream stream,
        char separatorChar = '\t',
        bool headerRow = true,
        bool schema = true,
        bool keepHidden = false,
        bool forceDense = false)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(stream);
        new TextSaver(separatorChar, headerRow, schema, forceDense).Save(data, stream, keepHidden);
    }

    private static TextLoader.Options Options(
        TextLoader.Column[] columns, char separator, bool hasHeader, bool allowQuoting, bool trimWhitespace, bool allowSparse) => new()
        {
            Columns = columns,
            Separators = [separator],
            HasHeader = hasHeader,
            AllowQuoting = allowQuoting,
            TrimWhitespace = trimWhitespace,
            AllowSparse = allowSparse,
        };

    private static MultiFileSource Source(string path)
    {
        if (string.IsNullOrEmpty(path))
            throw new ArgumentNullException(nameof(path));
        var source = new MultiFileSource(path);
        if (source.Count == 0 || !File.Exists(source.GetPathOrNull(0)))
            throw new ArgumentOutOfRangeException(nameof(path), $"File or directory does not exist at path: {path}");
        return source;
    }

    private static TextLoader.Column[] ColumnsOf<TInput>()
    {
        IEnumerable<MemberInfo> fields = typeof(TInput).GetFields(BindingFlags.Public | BindingFlags.Instance);
        IEnumerable<MemberInfo> properties = typeof(TInput).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.GetGetMethod() is not null && p.GetIndexParameters().Length == 0);
        TextLoader.Column[] columns = [.. fields.Concat(properties).Select(ColumnOf)];
        if (columns.Length == 0)
            throw new ArgumentOutOfRangeException(
                nameof(TInput), $"Should define at least one public, readable field or property in {nameof(TInput)}.");
        return columns;
    }

    private static TextLoader.Column ColumnOf(MemberInfo member)
    {
        string kind = member is FieldInfo ? "Field" : "Property";
        LoadColumnAttribute load = member.GetCustomAttribute<LoadColumnAttribute>()
            ?? throw new InvalidOperationException($"{kind} '{member.Name}' is missing the {nameof(LoadColumnAttribute)} attribute");
        Type type = TypedColumn.ValueTypeOf(member);
        DataKind item = DataKindExtensions.KindOf(type.IsArray ? type.GetElementType() : type)
            ?? throw new InvalidOperationException($"{kind} {member.Name} is of unsupported type.");
        string name = member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name;
        return new(name, item, load.Sources, member.GetCustomAttribute<KeyTypeAttribute>()?.KeyCount);
    }
}
