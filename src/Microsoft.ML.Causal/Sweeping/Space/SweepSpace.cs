// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Collections;
using System.Globalization;
using System.Linq.Expressions;
using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>The options that a sweep searches and the values that each may take, typed on the options record.</summary>
/// <remarks>
/// Immutable: each method gives a larger space. Options of nested records are named by their path, <c>o => o.LossRatios.Adversary</c>,
/// and set on copies, as <c>with</c> does.
/// </remarks>
/// <typeparam name="TOptions">The options record.</typeparam>
public sealed class SweepSpace<TOptions> where TOptions : class
{
    private readonly Func<TOptions, double, TOptions>[] _setters;
    private readonly Func<TOptions, double>[] _getters;

    /// <summary>An empty space.</summary>
    public SweepSpace() : this([], [], [])
    {
    }

    private SweepSpace(SweepDimension[] dimensions, Func<TOptions, double, TOptions>[] setters, Func<TOptions, double>[] getters) =>
        (Dimensions, _setters, _getters) = (dimensions, setters, getters);

    /// <summary>Gets the dimensions, in the order in which they were added; a parent comes before its children.</summary>
    public IReadOnlyList<SweepDimension> Dimensions { get; }

    /// <summary>Adds a number.</summary>
    /// <param name="option">The option.</param>
    /// <param name="low">Least value.</param>
    /// <param name="high">Largest value.</param>
    /// <exception cref="ArgumentException">The option is not a property, is there already, or the bounds are not in order.</exception>
    public SweepSpace<TOptions> Uniform(Expression<Func<TOptions, double>> option, double low, double high) => Number(option, SweepScale.Uniform, low, high);

    /// <inheritdoc cref="Uniform(Expression{Func{TOptions, double}}, double, double)"/>
    public SweepSpace<TOptions> Uniform(Expression<Func<TOptions, float>> option, float low, float high) => Number(option, SweepScale.Uniform, low, high);

    /// <summary>Adds a number whose ratios matter, such as a rate or the weight of a loss.</summary>
    /// <param name="option">The option.</param>
    /// <param name="low">Least value, greater than 0.</param>
    /// <param name="high">Largest value.</param>
    /// <exception cref="ArgumentException">The option is not a property, is there already, or the bounds are not positive and in order.</exception>
    public SweepSpace<TOptions> LogUniform(Expression<Func<TOptions, double>> option, double low, double high) => Number(option, SweepScale.LogUniform, low, high);

    /// <inheritdoc cref="LogUniform(Expression{Func{TOptions, double}}, double, double)"/>
    public SweepSpace<TOptions> LogUniform(Expression<Func<TOptions, float>> option, float low, float high) => Number(option, SweepScale.LogUniform, low, high);

    /// <summary>Adds a whole number, both bounds included.</summary>
    /// <param name="option">The option.</param>
    /// <param name="low">Least value.</param>
    /// <param name="high">Largest value.</param>
    /// <exception cref="ArgumentException">The option is not a property, is there already, or the bounds are not in order.</exception>
    public SweepSpace<TOptions> Integer(Expression<Func<TOptions, int>> option, int low, int high) => Number(option, SweepScale.Integer, low, high);

    /// <summary>Adds a whole number whose ratios matter, such as a width; both bounds included.</summary>
    /// <param name="option">The option.</param>
    /// <param name="low">Least value, at least 1.</param>
    /// <param name="high">Largest value.</param>
    /// <exception cref="ArgumentException">The option is not a property, is there already, or the bounds are not positive and in order.</exception>
    public SweepSpace<TOptions> LogInteger(Expression<Func<TOptions, int>> option, int low, int high) => Number(option, SweepScale.LogInteger, low, high);

    /// <summary>Adds one of a list: an enumeration, a truth value, a list of widths.</summary>
    /// <typeparam name="TValue">The option's type.</typeparam>
    /// <param name="option">The option.</param>
    /// <param name="choices">Two values at least, each once.</param>
    /// <exception cref="ArgumentException">The option is not a property, is there already, or the choices are fewer than two or not different.</exception>
    public SweepSpace<TOptions> Choice<TValue>(Expression<Func<TOptions, TValue>> option, params TValue[] choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        var path = OptionPath<TOptions, TValue>.Of(option);
        string[] names = [.. choices.Select(value => Name(value))];
        if (names.Distinct().Count() < Math.Max(2, names.Length))
            throw new ArgumentException($"{path.Name} needs at least two choices, each once, but has {string.Join(", ", names)}.", nameof(choices));
        TValue[] values = [.. choices];
        return Add(
            new SweepDimension(path.Name, SweepScale.Choice, 0, values.Length - 1, names, single: false),
            (options, value) => path.Set(options, values[(int)value]),
            options => Array.IndexOf(names, Name(path.Get(options))));
    }

    /// <summary>Adds dimensions that are active only where a choice of this space has a certain value; otherwise they keep the base options' values.</summary>
    /// <typeparam name="TValue">The choice's type.</typeparam>
    /// <param name="choice">An option that was added by <see cref="Choice"/>.</param>
    /// <param name="value">The value.</param>
    /// <param name="then">Adds the dimensions to an empty space.</param>
    /// <exception cref="ArgumentException">There is no such choice or value, or an option is there already.</exception>
    public SweepSpace<TOptions> When<TValue>(
        Expression<Func<TOptions, TValue>> choice, TValue value, Func<SweepSpace<TOptions>, SweepSpace<TOptions>> then)
    {
        ArgumentNullException.ThrowIfNull(then);
        string parent = OptionPath<TOptions, TValue>.Of(choice).Name, name = Name(value);
        SweepDimension? found = Dimensions.FirstOrDefault(dimension => dimension.Name == parent && dimension.Scale == SweepScale.Choice);
        if (found?.Choices.Contains(name) != true)
            throw new ArgumentException($"Dimensions can hang on a choice that the space has, but it has no choice {parent} of {name}. Add it first.", nameof(choice));
        SweepSpace<TOptions> inner = then(new());
        SweepSpace<TOptions> space = this;
        for (int d = 0; d < inner.Dimensions.Count; d++)
        {
            SweepDimension dimension = inner.Dimensions[d];
            // A dimension that hangs on another one of the inner space hangs on this choice through it.
            space = space.Add(dimension.Parent is null ? dimension.When(parent, [name]) : dimension, inner._setters[d], inner._getters[d]);
        }

        return space;
    }

    /// <summary>Sets the options to values of this space.</summary>
    /// <param name="options">The base options; they are not changed.</param>
    /// <param name="values">One value per dimension, see <see cref="SweepDimension"/>; NaN keeps the base value.</param>
    /// <exception cref="ArgumentException">The number of values is not that of the dimensions.</exception>
    public TOptions Apply(TOptions options, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count != Dimensions.Count)
            throw new ArgumentException($"The space has {Dimensions.Count} dimensions, but {values.Count} values were given.", nameof(values));
        for (int d = 0; d < values.Count; d++)
        {
            if (!double.IsNaN(values[d]))
                options = _setters[d](options, values[d]);
        }

        return options;
    }

    /// <summary>The values that options have, the other way round; NaN where a value is not in the space, or its dimension is not active.</summary>
    /// <param name="options">The options.</param>
    public IReadOnlyList<double> Read(TOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        double[] values = [.. Dimensions.Select((dimension, d) => _getters[d](options) is var value && value >= dimension.Low && value <= dimension.High ? value : double.NaN)];
        double[] point = SweepPoints.Units(Dimensions, values);
        SweepPoints.Deactivate(Dimensions, point);
        return [.. values.Select((value, d) => double.IsNaN(point[d]) ? double.NaN : value)];
    }

    private SweepSpace<TOptions> Number<TValue>(Expression<Func<TOptions, TValue>> option, SweepScale scale, double low, double high)
        where TValue : struct, INumber<TValue>
    {
        var path = OptionPath<TOptions, TValue>.Of(option);
        // Half a step below 1 is the start of the first whole number on a logarithmic scale.
        double least = scale is SweepScale.LogUniform ? double.Epsilon : scale is SweepScale.LogInteger ? 1 : double.MinValue;
        if (!(low >= least && low <= high && double.IsFinite(high)))
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"The bounds of {path.Name} must be finite, {(scale is SweepScale.LogUniform or SweepScale.LogInteger ? "greater than 0 " : "")}and in order, but are {low} and {high}."), nameof(low));
        }

        return Add(
            new SweepDimension(path.Name, scale, low, high, [], single: typeof(TValue) == typeof(float)),
            (options, value) => path.Set(options, TValue.CreateChecked(value)),
            options => double.CreateChecked(path.Get(options)));
    }

    private SweepSpace<TOptions> Add(SweepDimension dimension, Func<TOptions, double, TOptions> setter, Func<TOptions, double> getter)
    {
        if (Dimensions.Any(other => other.Name == dimension.Name))
            throw new ArgumentException($"{dimension.Name} is in the space already; an option can be there once.", nameof(dimension));
        return new([.. Dimensions, dimension], [.. _setters, setter], [.. _getters, getter]);
    }

    private static string Name(object? value) => value switch
    {
        null => "null",
        string text => text,
        IEnumerable list => string.Join(", ", list.Cast<object?>().Select(Name)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "null",
    };
}
