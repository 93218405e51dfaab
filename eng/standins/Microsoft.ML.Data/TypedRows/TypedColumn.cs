// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A column that is backed by a member of a class.</summary>
internal sealed record TypedColumn(string Name, DataViewType Type, MemberInfo Member, DataViewSchema.Annotations Annotations)
{
    /// <summary>The CLR type of the member.</summary>
    public Type ValueType { get; } = ValueTypeOf(Member);

    public static TypedColumn[] Of(Type userType, SchemaDefinition definition, SchemaDefinition.Direction direction) =>
        [.. (definition ?? SchemaDefinition.Create(userType, direction)).Select(c => Bind(userType, c)).Where(c => c is not null)];

    public static DataViewSchema Schema(IEnumerable<TypedColumn> columns)
    {
        var builder = new DataViewSchema.Builder();
        foreach (TypedColumn column in columns)
            builder.AddColumn(column.Name, column.Type, column.Annotations);
        return builder.ToSchema();
    }

    public static Type ValueTypeOf(MemberInfo member) => member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;

    /// <summary>Whether a member's type is a vector, and of what raw type; text for strings.</summary>
    public static (bool IsVector, Type Item) Dissect(string name, Type type)
    {
        bool isVector = type.IsArray || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(VBuffer<>));
        Type item = type.IsArray ? type.GetElementType() : isVector ? type.GetGenericArguments()[0] : type;
        if (item == typeof(string))
            item = typeof(ReadOnlyMemory<char>);
        if (DataKindExtensions.PrimitiveOf(item) is null)
            throw new ArgumentOutOfRangeException(
                "rawType", $"Could not determine an IDataView type and registered custom types for member {name}");
        return (isVector, item);
    }

    private static TypedColumn Bind(Type userType, SchemaDefinition.Column column)
    {
        const string Parameter = "userSchemaDefinition";
        MemberInfo member = (MemberInfo)userType.GetField(column.MemberName) ?? userType.GetProperty(column.MemberName);
        if (member is null)
            throw new ArgumentOutOfRangeException(
                Parameter, $"No field or property with name '{column.MemberName}' found in type '{userType.FullName}'");
        if (ValueTypeOf(member) == typeof(IChannel))
            return null;

        (bool isVector, Type item) = Dissect(column.MemberName, ValueTypeOf(member));
        string name = string.IsNullOrEmpty(column.ColumnName) ? column.MemberName : column.ColumnName;
        PrimitiveDataViewType inferred = DataKindExtensions.PrimitiveOf(item);
        DataViewType type = column.ColumnType ?? (isVector ? new VectorDataViewType(inferred) : inferred);
        if (isVector != type is VectorDataViewType)
            throw new ArgumentOutOfRangeException(
                Parameter,
                $"Column '{name}' is supposed to be {Shape(!isVector)}, but "
                + $"type of associated field '{column.MemberName}' is {Shape(isVector)}");
        Type wanted = type.GetItemType()?.RawType ?? type.RawType;
        if (wanted != item)
            throw new ArgumentOutOfRangeException(
                Parameter, $"Column '{name}' is supposed to have item type {wanted}, but associated field has type {item}");
        return new(name, type, member, column.Annotations);
    }

    private static string Shape(bool isVector) => isVector ? "vector" : "scalar";
}
