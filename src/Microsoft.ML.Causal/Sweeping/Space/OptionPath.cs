// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Linq.Expressions;
using System.Reflection;

namespace Microsoft.ML.Causal;

/// <summary>A property of an options record, or of a record inside it, that can be set on a copy.</summary>
/// <typeparam name="TOptions">The options record.</typeparam>
/// <typeparam name="TValue">The property's type.</typeparam>
internal sealed class OptionPath<TOptions, TValue> where TOptions : class
{
    private readonly Func<TOptions, TValue> _get;
    private readonly Func<TOptions, TValue, TOptions> _set;

    private OptionPath(string name, Func<TOptions, TValue> get, Func<TOptions, TValue, TOptions> set) => (Name, _get, _set) = (name, get, set);

    /// <summary>Gets the properties' names, joined by points.</summary>
    public string Name { get; }

    public TValue Get(TOptions options) => _get(options);

    /// <summary>A copy of <paramref name="options"/> with the property set, as <c>with</c> makes it: nested records are copied, none is changed.</summary>
    public TOptions Set(TOptions options, TValue value) => _set(options, value);

    /// <summary>Compiles the path of <paramref name="option"/>, such as <c>o => o.LossRatios.Adversary</c>.</summary>
    /// <exception cref="ArgumentException">It is not a path of properties of records that can be set when they are made.</exception>
    public static OptionPath<TOptions, TValue> Of(Expression<Func<TOptions, TValue>> option)
    {
        ArgumentNullException.ThrowIfNull(option);
        var properties = new List<PropertyInfo>();
        Expression? node = option.Body;
        for (; node is MemberExpression { Member: PropertyInfo property } member; node = member.Expression)
            properties.Insert(0, property);
        if (node != option.Parameters[0] || properties.Count == 0)
        {
            throw new ArgumentException(
                $"An option of {typeof(TOptions).Name} is named by its properties alone, such as o => o.Seed, but here by {option}. "
                + "Where that converts a number, take the method for numbers of its own type.", nameof(option));
        }

        foreach (PropertyInfo property in properties)
        {
            if (!property.CanWrite || CopyConstructor(property.DeclaringType!) is null)
                throw new ArgumentException($"{property.DeclaringType!.Name}.{property.Name} cannot be set on a copy: it must be a property of a record that has 'init' or 'set'.", nameof(option));
        }

        ParameterExpression value = Expression.Parameter(typeof(TValue), "value");
        var set = Expression.Lambda<Func<TOptions, TValue, TOptions>>(With(option.Parameters[0], properties, value), option.Parameters[0], value);
        return new(string.Join('.', properties.Select(property => property.Name)), option.Compile(), set.Compile());
    }

    /// <summary><c>{ var copy = new R(record); copy.P = value; copy }</c>, where for a longer path the value is such a block itself.</summary>
    private static BlockExpression With(Expression record, IReadOnlyList<PropertyInfo> path, Expression value)
    {
        ParameterExpression copy = Expression.Variable(record.Type, "copy");
        Expression set = path.Count == 1 ? value : With(Expression.Property(record, path[0]), [.. path.Skip(1)], value);
        return Expression.Block(
            [copy],
            Expression.Assign(copy, Expression.New(CopyConstructor(record.Type)!, record)),
            Expression.Assign(Expression.Property(copy, path[0]), set),
            copy);
    }

    /// <summary>The constructor that every record class has and that <c>with</c> runs; null for other types.</summary>
    private static ConstructorInfo? CopyConstructor(Type record) =>
        record.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, [record]);
}
