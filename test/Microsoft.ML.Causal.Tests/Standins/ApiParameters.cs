// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Microsoft.ML.Causal.Tests.Standins;

/// <summary>Writes parameters and default values as the listings in <c>eng/api</c> do.</summary>
internal static class ApiParameters
{
    public static string Of(MethodBase method)
    {
        string list = Of(method.GetParameters());
        return method.IsDefined(typeof(ExtensionAttribute), inherit: false) ? "this " + list : list;
    }

    public static string Of(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(Of));

    /// <summary>A constant as C# source, with a suffix where the type needs one.</summary>
    public static string Literal(object? value, Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        if (value is null)
            return plain == type && (type.IsValueType || type.IsGenericParameter) ? "default" : "null";
        if (plain.IsEnum)
            return $"{ApiTypeName.Of(plain)}.{Enum.GetName(plain, value) ?? value}";
        return value switch
        {
            string text => $"\"{text}\"",
            char character => $"'\\u{(int)character:X4}'",
            bool truth => truth ? "true" : "false",
            float number => number.ToString("R", CultureInfo.InvariantCulture) + "f",
            double number => number.ToString("R", CultureInfo.InvariantCulture) + "d",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };
    }

    private static string Of(ParameterInfo parameter)
    {
        string passing = parameter.ParameterType.IsByRef ? parameter.IsOut ? "out " : parameter.IsIn ? "in " : "ref " : "";
        string many = parameter.IsDefined(typeof(ParamArrayAttribute), inherit: false) ? "params " : "";
        string value = parameter.HasDefaultValue ? " = " + Literal(parameter.RawDefaultValue, parameter.ParameterType) : "";
        return $"{many}{passing}{ApiTypeName.Of(parameter.ParameterType)} {parameter.Name}{value}";
    }
}
