// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;

namespace Microsoft.ML.Causal;

/// <summary>One option that a sweep searches, and the values that it may take.</summary>
/// <remarks>
/// A value is a number on the option's own scale; that of a choice is its place in <see cref="Choices"/>, from 0. NaN stands for the
/// value of a dimension that is not active. Tuners see values as units u ∈ [0, 1], in which each value is as likely as any other.
/// </remarks>
public sealed class SweepDimension
{
    private readonly bool _single;

    internal SweepDimension(string name, SweepScale scale, double low, double high, IReadOnlyList<string> choices, bool single)
    {
        (Name, Scale, Low, High, Choices, _single) = (name, scale, low, high, choices, single);
    }

    /// <summary>Gets the option's path, such as "LossRatios.Adversary".</summary>
    public string Name { get; }

    /// <summary>Gets how the values lie.</summary>
    public SweepScale Scale { get; }

    /// <summary>Gets the least value.</summary>
    public double Low { get; }

    /// <summary>Gets the largest value.</summary>
    public double High { get; }

    /// <summary>Gets the names of the choices; empty for numbers.</summary>
    public IReadOnlyList<string> Choices { get; }

    /// <summary>Gets the name of the choice that decides whether this dimension is active; null where it always is.</summary>
    public string? Parent { get; private init; }

    /// <summary>Gets the parent's choices with which this dimension is active; empty where it always is.</summary>
    public IReadOnlyList<string> ParentChoices { get; private init; } = [];

    /// <summary>Number of different values; 0 where they are not counted.</summary>
    internal long Levels => Scale is SweepScale.Uniform or SweepScale.LogUniform ? 0 : (long)(High - Low) + 1;

    /// <summary>How a value is written: a number with its digits, or the name of the choice; empty for NaN.</summary>
    /// <param name="value">The value.</param>
    public string Format(double value) => double.IsNaN(value) ? ""
        : Scale == SweepScale.Choice ? Choices[(int)value]
        : _single ? ((float)value).ToString("R", CultureInfo.InvariantCulture)
        : value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Name, scale and bounds or choices, and when it is active.</summary>
    public override string ToString()
    {
        string values = Scale == SweepScale.Choice
            ? string.Join(" | ", Choices)
            : string.Create(CultureInfo.InvariantCulture, $"[{Low}, {High}]");
        string condition = Parent is null ? "" : $" when {Parent} is {string.Join(" or ", ParentChoices)}";
        return $"{Name}: {Scale} {values}{condition}";
    }

    internal SweepDimension When(string parent, IReadOnlyList<string> choices) =>
        new(Name, Scale, Low, High, Choices, _single) { Parent = parent, ParentChoices = choices };

    /// <summary>The value at <paramref name="unit"/> ∈ [0, 1]; NaN for NaN.</summary>
    internal double Value(double unit)
    {
        double value = Scale switch
        {
            SweepScale.Uniform => Low + unit * (High - Low),
            SweepScale.LogUniform => Math.Clamp(Low * Math.Pow(High / Low, unit), Low, High),
            // Half a step beyond each end, so that the first and the last whole number get their share.
            SweepScale.LogInteger => Math.Clamp(Math.Round((Low - 0.5) * Math.Pow((High + 0.5) / (Low - 0.5), unit)), Low, High),
            _ => Low + Math.Min(Math.Floor(unit * Levels), Levels - 1),
        };
        return _single ? (float)value : value;
    }

    /// <summary>A unit with that value: for whole numbers and choices the middle of those that have it.</summary>
    internal double Unit(double value) => Scale switch
    {
        SweepScale.Uniform => High > Low ? (value - Low) / (High - Low) : 0.5,
        SweepScale.LogUniform => High > Low ? Math.Log(value / Low) / Math.Log(High / Low) : 0.5,
        SweepScale.LogInteger => Math.Log(value / (Low - 0.5)) / Math.Log((High + 0.5) / (Low - 0.5)),
        _ => (value - Low + 0.5) / Levels,
    };
}
