// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;

namespace Microsoft.ML.Causal;

/// <summary>Spaces of options records as AutoML's search spaces, and AutoML's parameters as options.</summary>
public static class SweepSpaceExtensions
{
    /// <summary>The same space for AutoML: one option per dimension, under its name.</summary>
    /// <remarks>
    /// AutoML has no conditions: it searches dimensions that hang on a choice all the time, and <see cref="ToOptions"/> does not look at them
    /// where they are not active.
    /// </remarks>
    /// <typeparam name="TOptions">The options record.</typeparam>
    /// <param name="space">The space.</param>
    /// <param name="options">Base options, where AutoML's tuners begin; a value that is not in the space is replaced by its beginning.</param>
    public static SearchSpace.SearchSpace ToSearchSpace<TOptions>(this SweepSpace<TOptions> space, TOptions options) where TOptions : class
    {
        ArgumentNullException.ThrowIfNull(space);
        IReadOnlyList<double> start = space.Read(options);
        var search = new SearchSpace.SearchSpace();
        foreach ((int d, SweepDimension dimension) in space.Dimensions.Index())
            search.Add(dimension.Name, Option(dimension, double.IsNaN(start[d]) ? null : start[d]));
        return search;
    }

    /// <summary>The base options with the values of a parameter.</summary>
    /// <typeparam name="TOptions">The options record.</typeparam>
    /// <param name="space">The space that the parameter comes from.</param>
    /// <param name="options">The base options; they are not changed.</param>
    /// <param name="parameter">A value of <see cref="ToSearchSpace"/>'s space.</param>
    /// <exception cref="ArgumentException">The parameter lacks a dimension, or has another choice than the space.</exception>
    public static TOptions ToOptions<TOptions>(this SweepSpace<TOptions> space, TOptions options, Parameter parameter) where TOptions : class
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(parameter);
        var values = new double[space.Dimensions.Count];
        for (int d = 0; d < values.Length; d++)
            values[d] = Value(space.Dimensions[d], parameter);
        for (int d = 0; d < values.Length; d++)
        {
            SweepDimension dimension = space.Dimensions[d];
            if (dimension.Parent is not { } parent)
                continue;
            // A parent stands before its children, so what is not active is NaN already.
            int p = space.Dimensions.TakeWhile(other => other.Name != parent).Count();
            if (double.IsNaN(values[p]) || !dimension.ParentChoices.Contains(space.Dimensions[p].Format(values[p])))
                values[d] = double.NaN;
        }

        return space.Apply(options, values);
    }

    private static OptionBase Option(SweepDimension dimension, double? start) => dimension.Scale switch
    {
        SweepScale.Choice when start is double choice => new ChoiceOption([.. dimension.Choices], dimension.Choices[(int)choice]),
        SweepScale.Choice => new ChoiceOption([.. dimension.Choices]),
        // AutoML rounds down, so that a whole number needs the room up to the next one.
        SweepScale.Integer or SweepScale.LogInteger =>
            new UniformIntOption((int)dimension.Low, (int)dimension.High + 1, dimension.Scale == SweepScale.LogInteger, (int?)start),
        // It wants bounds that differ.
        _ when dimension.Low == dimension.High => new UniformDoubleOption(dimension.Low, Math.BitIncrement(dimension.High)),
        _ => new UniformDoubleOption(dimension.Low, dimension.High, dimension.Scale == SweepScale.LogUniform, start),
    };

    private static double Value(SweepDimension dimension, Parameter parameter)
    {
        if (!parameter.TryGetValue(dimension.Name, out Parameter? found))
            throw new ArgumentException($"The parameter has no '{dimension.Name}'. Is it one of the space that was given to AutoML?", nameof(parameter));
        if (dimension.Scale != SweepScale.Choice)
            return Math.Clamp(found.AsType<double>(), dimension.Low, dimension.High);
        string name = found.AsType<string>();
        int choice = dimension.Choices.TakeWhile(other => other != name).Count();
        return choice < dimension.Choices.Count
            ? choice
            : throw new ArgumentException($"'{name}' is no choice of {dimension.Name}; the space has {string.Join(", ", dimension.Choices)}.", nameof(parameter));
    }
}
