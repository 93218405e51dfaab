// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;

namespace Microsoft.ML.SearchSpace;

/// <summary>A value, or values by name.</summary>
public sealed class Parameter
{
    private readonly object _value;

    private Parameter(object value, ParameterType type) => (_value, ParameterType) = (value, type);

    public ParameterType ParameterType { get; }

    public ICollection<string> Keys => Object.Keys;

    public int Count => ParameterType == ParameterType.Object ? Object.Count : 1;

    private Dictionary<string, Parameter> Object =>
        _value as Dictionary<string, Parameter> ?? throw new InvalidOperationException("parameter is not object type.");

    public Parameter this[string key]
    {
        get => Object[key];
        set => Object[key] = value;
    }

    public static Parameter FromDouble(double value) => new(value, ParameterType.Number);

    public static Parameter FromInt(int value) => new(value, ParameterType.Integer);

    public static Parameter FromString(string value) => new(value, ParameterType.String);

    public static Parameter CreateNestedParameter(params KeyValuePair<string, Parameter>[] parameters) =>
        new(new Dictionary<string, Parameter>(parameters), ParameterType.Object);

    public bool ContainsKey(string key) => Object.ContainsKey(key);

    public bool TryGetValue(string key, out Parameter value) => Object.TryGetValue(key, out value);

    public T AsType<T>() => _value is T value ? value : (T)Convert.ChangeType(_value, typeof(T), CultureInfo.InvariantCulture);
}
