// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Reflection;
using System.Runtime.CompilerServices;

namespace Microsoft.ML.Causal.Tests.Standins;

/// <summary>Writes the line of a type itself: kind, name, base type, interfaces, constraints.</summary>
internal static class ApiTypeLine
{
    public static string Of(Type type)
    {
        string access = type.IsPublic || type.IsNestedPublic ? "public" : "protected";
        string name = ApiTypeName.Of(type);
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            MethodInfo invoke = type.GetMethod("Invoke")!;
            return $"type {access} delegate {ApiTypeName.Of(invoke.ReturnType)} {name}({ApiParameters.Of(invoke)}){Constraints(type.GetGenericArguments())}";
        }

        if (type.IsEnum)
            return $"type {access} enum {name} : {ApiTypeName.Of(Enum.GetUnderlyingType(type))}";

        List<string> bases = [];
        if (type.IsClass && type.BaseType != typeof(object))
            bases.Add(ApiTypeName.Of(type.BaseType!));
        bases.AddRange(type.GetInterfaces().Where(IsListed).Select(ApiTypeName.Of).Order(StringComparer.Ordinal));
        string list = bases.Count == 0 ? "" : " : " + string.Join(", ", bases);
        return $"type {access} {Kind(type)} {name}{list}{Constraints(type.GetGenericArguments())}";
    }

    public static string Constraints(Type[] parameters)
    {
        string all = "";
        foreach (Type parameter in parameters.Where(p => p.IsGenericParameter))
        {
            GenericParameterAttributes flags = parameter.GenericParameterAttributes;
            bool isStruct = flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
            List<string> parts = [];
            if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
                parts.Add("class");
            if (isStruct)
                parts.Add("struct");
            parts.AddRange(parameter.GetGenericParameterConstraints().Where(c => c != typeof(ValueType)).Select(ApiTypeName.Of));
            if (flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isStruct)
                parts.Add("new()");
            if (parts.Count > 0)
                all += $" where {parameter.Name} : {string.Join(", ", parts)}";
        }

        return all;
    }

    /// <summary>An interface counts by its definition: IComponentFactory of an internal type is listed.</summary>
    private static bool IsListed(Type @interface) =>
        (@interface.IsGenericType ? @interface.GetGenericTypeDefinition() : @interface).IsVisible;

    // By name: an assembly for netstandard2.0 brings an attribute type of its own.
    private static bool IsReadOnly(Type type) =>
        type.CustomAttributes.Any(attribute => attribute.AttributeType.FullName == typeof(IsReadOnlyAttribute).FullName);

    private static string Kind(Type type)
    {
        if (type.IsInterface)
            return "interface";
        if (type.IsValueType)
            return (IsReadOnly(type) ? "readonly " : "") + (type.IsByRefLike ? "ref " : "") + "struct";
        return type switch
        {
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
    }
}
