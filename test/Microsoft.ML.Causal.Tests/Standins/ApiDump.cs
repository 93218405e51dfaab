// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Reflection;
using System.Runtime.CompilerServices;

namespace Microsoft.ML.Causal.Tests.Standins;

/// <summary>Lists what a type shows to the outside, one line a member, in the format of <c>eng/api</c>.</summary>
internal static class ApiDump
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Assembly assembly) =>
        assembly.GetTypes().Where(IsVisible).SelectMany(Of).Order(StringComparer.Ordinal);

    public static IEnumerable<string> Of(Type type) => Members(type).Select(member => $"{ApiTypeName.Of(type)} | {member}");

    /// <summary>The line of a method, a field, or the property that a method reads or writes.</summary>
    public static string Of(MemberInfo member)
    {
        PropertyInfo? property = member.DeclaringType!.GetProperties(Declared).FirstOrDefault(p => p.GetMethod == member || p.SetMethod == member);
        string line = property is not null ? Line(property)! : member switch
        {
            MethodInfo method => Line(method),
            FieldInfo field => Line(field),
            _ => throw new ArgumentException($"No line is written for {member}.", nameof(member)),
        };
        return $"{ApiTypeName.Of(member.DeclaringType!)} | {line}";
    }

    private static bool IsVisible(Type type) =>
        type.IsNested
            ? (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!)
            : type.IsPublic;

    private static IEnumerable<string> Members(Type type)
    {
        yield return ApiTypeLine.Of(type);
        if (typeof(Delegate).IsAssignableFrom(type))
            yield break;

        if (type.IsEnum)
        {
            foreach (FieldInfo constant in type.GetFields(BindingFlags.Public | BindingFlags.Static))
                yield return $"field {constant.Name} = {constant.GetRawConstantValue()}";
            yield break;
        }

        foreach (ConstructorInfo constructor in type.GetConstructors(Declared).Where(c => !c.IsStatic && Access(c) != null && IsWritten(c)))
            yield return $"ctor {Access(constructor)} {ApiTypeName.Of(type)}({ApiParameters.Of(constructor)}){Obsolete(constructor)}";
        foreach (FieldInfo field in type.GetFields(Declared).Where(f => Access(f) != null))
            yield return Line(field);
        foreach (PropertyInfo property in type.GetProperties(Declared))
        {
            if (Line(property) is { } line)
                yield return line;
        }

        foreach (EventInfo @event in type.GetEvents(Declared).Where(e => Access(e.AddMethod!) != null))
            yield return $"event {Access(@event.AddMethod!)} {Modifiers(@event.AddMethod!)}{ApiTypeName.Of(@event.EventHandlerType!)} {@event.Name}{Obsolete(@event)}";

        // Operators are special names too, but they are methods of their own; accessors are told by their property or event.
        foreach (MethodInfo method in type.GetMethods(Declared))
        {
            if (Access(method) != null && IsWritten(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)))
                yield return Line(method);
        }
    }

    // What the compiler adds to every record says nothing of its own.
    private static bool IsWritten(MethodBase method) => !method.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    private static string Line(MethodInfo method)
    {
        string arguments = method.IsGenericMethodDefinition
            ? $"<{string.Join(", ", method.GetGenericArguments().Select(ApiTypeName.Of))}>" : "";
        string reference = method.ReturnType.IsByRef ? "ref " : "";
        return $"method {Access(method)} {Modifiers(method)}{reference}{ApiTypeName.Of(method.ReturnType)} {method.Name}{arguments}"
            + $"({ApiParameters.Of(method)}){ApiTypeLine.Constraints(method.IsGenericMethodDefinition ? method.GetGenericArguments() : [])}{Obsolete(method)}";
    }

    private static string Line(FieldInfo field)
    {
        string kind = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        string value = field.IsLiteral ? " = " + ApiParameters.Literal(field.GetRawConstantValue(), field.FieldType) : "";
        return $"field {Access(field)} {kind}{ApiTypeName.Of(field.FieldType)} {field.Name}{value}{Obsolete(field)}";
    }

    private static string? Line(PropertyInfo property)
    {
        MethodInfo[] accessors = [.. new[] { property.GetMethod, property.SetMethod }.OfType<MethodInfo>().Where(a => Access(a) != null)];
        if (accessors.Length == 0)
            return null;

        // The property is as open as its more open accessor; the other one says where it is less.
        string access = accessors.Any(a => Access(a) == "public") ? "public" : "protected";
        IEnumerable<string> parts = accessors.Select(a =>
            (Access(a) == access ? "" : Access(a) + " ") + (a == property.GetMethod ? "get;" : IsInit(a) ? "init;" : "set;"));
        ParameterInfo[] index = property.GetIndexParameters();
        string name = index.Length == 0 ? property.Name : $"this[{ApiParameters.Of(index)}]";
        return $"property {access} {Modifiers(accessors[0])}{ApiTypeName.Of(property.PropertyType)} {name} {{ {string.Join(" ", parts)} }}{Obsolete(property)}";
    }

    private static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static string Modifiers(MethodInfo method)
    {
        if (method.IsStatic)
            return "static ";
        if (method.DeclaringType!.IsInterface)
            return "";
        if (method.GetBaseDefinition() != method)
            return (method.IsAbstract ? "abstract " : method.IsFinal ? "sealed " : "") + "override ";
        if (method.IsAbstract)
            return "abstract ";
        // A method that only implements an interface is virtual and final in metadata, and plain in C#.
        return method is { IsVirtual: true, IsFinal: false } ? "virtual " : "";
    }

    private static string Obsolete(MemberInfo member) => member.IsDefined(typeof(ObsoleteAttribute), inherit: false) ? " [Obsolete]" : "";

    private static string? Access(MethodBase method) =>
        method.IsPublic ? "public" : method.IsFamily || method.IsFamilyOrAssembly ? "protected" : null;

    private static string? Access(FieldInfo field) =>
        field.IsPublic ? "public" : field.IsFamily || field.IsFamilyOrAssembly ? "protected" : null;
}
