// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>How the members of a class map to columns.</summary>
public sealed partial class SchemaDefinition : List<SchemaDefinition.Column>
{
    private SchemaDefinition()
    {
    }

    /// <summary>Whether members are read, written, or both.</summary>
    [Flags]
    public enum Direction
    {
        Read = 1,
        Write = 2,
        Both = 3,
    }

    public Column this[string columnName]
    {
        get => this.FirstOrDefault(c => c.ColumnName == columnName);
        set
        {
            if (value is null)
            {
                RemoveAll(c => c.ColumnName == columnName);
                return;
            }

            if (value.ColumnName != columnName)
                throw new ArgumentOutOfRangeException(
                    nameof(columnName),
                    $"The column name is specified as '{value.ColumnName}' but must match the selector '{columnName}'.");
            int index = FindIndex(c => c.ColumnName == columnName);
            if (index >= 0)
                this[index] = value;
            else
                Add(value);
        }
    }

    public static SchemaDefinition Create(Type userType, Direction direction = Direction.Both)
    {
        ArgumentNullException.ThrowIfNull(userType);
        var definition = new SchemaDefinition();
        var names = new HashSet<string>();
        foreach (MemberInfo member in Members(userType, direction))
        {
            string name = member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name;
            if (!names.Add(name))
                throw new ArgumentOutOfRangeException(nameof(userType), $"Duplicate column name '{name}' detected, this is disallowed");
            definition.Add(new Column(member.Name, TypeOf(member), name));
        }

        return definition;
    }

    /// <summary>The members of a class, with the types and annotations of a schema's columns, each of which must have a member.</summary>
    internal static SchemaDefinition For<TRow>(IExceptionContext ctx, DataViewSchema schema)
    {
        SchemaDefinition definition = Create(typeof(TRow), Direction.Read);
        foreach (DataViewSchema.Column column in schema)
        {
            Column member = definition[column.Name] ?? throw ctx.Except($"Type should contain a member named {column.Name}");
            // The model's type can be more specific, such as a vector's size.
            member.ColumnType = column.Type;
            member.CopyAnnotations(column.Annotations);
        }

        return definition;
    }

    private static IEnumerable<MemberInfo> Members(Type userType, Direction direction)
    {
        IEnumerable<MemberInfo> fields = userType.GetFields(BindingFlags.Public | BindingFlags.Instance);
        bool Accepts(PropertyInfo property) => property.GetIndexParameters().Length == 0
            && ((direction.HasFlag(Direction.Read) && property.GetGetMethod() is not null)
                || (direction.HasFlag(Direction.Write) && property.GetSetMethod() is not null));

        IEnumerable<MemberInfo> properties = userType.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(Accepts);
        return fields.Concat(properties)
            .Where(m => !m.IsDefined(typeof(NoColumnAttribute)) && TypedColumn.ValueTypeOf(m) != typeof(IChannel));
    }

    private static DataViewType TypeOf(MemberInfo member)
    {
        (bool isVector, Type item) = TypedColumn.Dissect(member.Name, TypedColumn.ValueTypeOf(member));
        PrimitiveDataViewType itemType = DataKindExtensions.PrimitiveOf(item);
        if (member.GetCustomAttribute<KeyTypeAttribute>() is { } key)
        {
            if (!KeyDataViewType.IsValidDataType(item))
            {
                throw new ArgumentOutOfRangeException(
                    "userType",
                    $"Member {member.Name} marked with KeyType attribute, but does not appear to be a valid kind of data for a key type");
            }

            itemType = new KeyDataViewType(item, key.KeyCount.Count.Value);
        }

        VectorTypeAttribute vector = member.GetCustomAttribute<VectorTypeAttribute>();
        if (vector is not null && !isVector)
            throw new ArgumentOutOfRangeException(
                "userType", $"Member {member.Name} marked with VectorTypeAttribute, but does not appear to be a vector type");
        return !isVector ? itemType
            : vector?.Dims is { Length: > 0 } dimensions ? new VectorDataViewType(itemType, dimensions)
            : new VectorDataViewType(itemType);
    }
}
