// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Tests.Standins;

/// <summary>Writes a type as the listings in <c>eng/api</c> do: full names, C# keywords, generic arguments where they belong.</summary>
internal static class ApiTypeName
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool",
        [typeof(char)] = "char", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short",
        [typeof(ushort)] = "ushort", [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long",
        [typeof(ulong)] = "ulong", [typeof(float)] = "float", [typeof(double)] = "double", [typeof(decimal)] = "decimal",
    };

    public static string Of(Type type)
    {
        if (Keywords.TryGetValue(type, out string? keyword))
            return keyword;
        if (type.IsGenericParameter)
            return type.Name;
        if (type.IsByRef)
            return Of(type.GetElementType()!);
        if (type.IsPointer)
            return Of(type.GetElementType()!) + "*";
        if (type.IsArray)
            return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Of(underlying) + "?";
        return Named(type, type.GetGenericArguments());
    }

    /// <summary>A nested type carries the arguments of the types around it first: each level takes its own share.</summary>
    private static string Named(Type type, Type[] arguments)
    {
        int outerCount = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        string prefix = type.DeclaringType is { } outer ? Named(outer, arguments[..outerCount]) : type.Namespace ?? "";
        string name = type.Name.Split('`')[0];
        Type[] own = arguments[outerCount..];
        string suffix = own.Length == 0 ? "" : $"<{string.Join(", ", own.Select(Of))}>";
        return prefix.Length == 0 ? name + suffix : $"{prefix}.{name}{suffix}";
    }
}
