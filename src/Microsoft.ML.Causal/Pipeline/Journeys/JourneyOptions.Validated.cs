// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

public sealed partial record JourneyOptions
{
    /// <summary>These options, each within its range.</summary>
    /// <exception cref="ArgumentException">An option lies outside its range, or two contradict each other; the message names them.</exception>
    internal JourneyOptions Validated()
    {
        Require(MaxTouchpoints >= 1, nameof(MaxTouchpoints), MaxTouchpoints, "at least 1");
        Require(WindowLength > 0, nameof(WindowLength), WindowLength, "greater than 0");
        Require(HorizonLength > 0, nameof(HorizonLength), HorizonLength, "greater than 0");
        Require(Enum.IsDefined(ContextTouch), nameof(ContextTouch), ContextTouch, "First or Last");
        Require(Enum.IsDefined(Label), nameof(Label), Label, "Any or Last");
        Require(Enum.IsDefined(Order), nameof(Order), Order, "Unknown, Sorted or Grouped");
        ArgumentNullException.ThrowIfNull(KeyColumnNames);
        ArgumentNullException.ThrowIfNull(NumericColumnNames);
        ArgumentNullException.ThrowIfNull(ContextColumnNames);
        ArgumentNullException.ThrowIfNull(Sorter);
        if (KeyColumnNames.Count + NumericColumnNames.Count == 0)
            throw new ArgumentException($"{nameof(JourneyOptions)} names no column of touches: name one in {nameof(KeyColumnNames)} or {nameof(NumericColumnNames)}.");
        if (PathSeparator is { } separator && separator.Trim().Length == 0)
            throw new ArgumentException($"{nameof(JourneyOptions)}.{nameof(PathSeparator)} must hold something but blanks, such as \">\".");
        if (PathSeparator is null && SequenceColumnName is null && UserColumnName is null)
        {
            throw new ArgumentException(
                $"{nameof(JourneyOptions)} must name the {nameof(UserColumnName)} or the {nameof(SequenceColumnName)} that touches are grouped by.");
        }

        if (LabelColumnName is null && (EndAtOutcome || OutcomeTimeColumnName is not null))
        {
            throw new ArgumentException(
                $"{nameof(JourneyOptions)}.{(EndAtOutcome ? nameof(EndAtOutcome) : nameof(OutcomeTimeColumnName))} needs a {nameof(LabelColumnName)}.");
        }

        string? twice = OutputNames().GroupBy(name => name).FirstOrDefault(group => group.Count() > 1)?.Key;
        return twice is null
            ? this
            : throw new ArgumentException($"Two columns of journeys would be called '{twice}'. Name each column once in {nameof(JourneyOptions)}.");
    }

    private IEnumerable<string> OutputNames()
    {
        IEnumerable<string?> names = [UserColumnName, SequenceColumnName, .. KeyColumnNames, .. NumericColumnNames, .. ContextColumnNames, LabelColumnName];
        IEnumerable<string> made = PathSeparator is null
            ? [JourneyColumns.TimeSincePrevious, JourneyColumns.TimeToEnd, JourneyColumns.Length]
            : [JourneyColumns.Length];
        return names.OfType<string>().Concat(made);
    }

    // Written as "is it good", so NaN, which fails every comparison, is rejected as well.
    private static void Require(bool good, string option, object actual, string expected)
    {
        if (!good)
            throw new ArgumentOutOfRangeException(option, actual, $"{nameof(JourneyOptions)}.{option} must be {expected}.");
    }
}
