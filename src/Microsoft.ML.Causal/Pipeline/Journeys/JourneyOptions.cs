// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>How a log of touches becomes journeys: see <see cref="CausalDataCatalog.Journeys(IDataView, JourneyOptions)"/>.</summary>
/// <remarks>Times and lengths of time are in the unit of the time column: its own where it holds numbers, seconds where it holds dates or time spans.</remarks>
public sealed partial record JourneyOptions
{
    /// <summary>Gets the name of the user column: a key, a text or a whole number; null where there is none. Default "User".</summary>
    /// <remarks>Touches are grouped by it where <see cref="SequenceColumnName"/> is null; otherwise it is the user of the journey's last touch.</remarks>
    public string? UserColumnName { get; init; } = "User";

    /// <summary>Gets the name of the column that tells journeys apart: a key, a text or a whole number; null (default) groups by user.</summary>
    public string? SequenceColumnName { get; init; }

    /// <summary>Gets the name of the time column: a number, a date or a time span, never missing. Default "Time". Not read from paths.</summary>
    public string TimeColumnName { get; init; } = "Time";

    /// <summary>Gets the names of columns that say what was touched: keys, texts or whole numbers; each becomes a vector of the same type. Default "Item".</summary>
    /// <remarks>Keys keep their values' annotation. A vector of texts becomes one of keys by <c>Conversion.MapValueToKey</c> in the model's pipeline.</remarks>
    public IReadOnlyList<string> KeyColumnNames { get; init; } = ["Item"];

    /// <summary>Gets the names of columns with one number per touch; each becomes a vector of <see cref="float"/>. Default none.</summary>
    public IReadOnlyList<string> NumericColumnNames { get; init; } = [];

    /// <summary>Gets the names of columns that describe the whole journey, taken from one of its touches. Default none.</summary>
    public IReadOnlyList<string> ContextColumnNames { get; init; } = [];

    /// <summary>Gets which touch of the journey the context is taken from. Default <see cref="ContextTouch.Last"/>.</summary>
    /// <remarks>The first touch is the first that the log has for the journey, even where <see cref="MaxTouchpoints"/> or <see cref="WindowLength"/> leaves it out.</remarks>
    public ContextTouch ContextTouch { get; init; }

    /// <summary>Gets the name of the label column, <see cref="bool"/>; null where there is none. Default "Label".</summary>
    public string? LabelColumnName { get; init; } = "Label";

    /// <summary>Gets how the labels of touches become that of the journey. Default <see cref="JourneyLabel.Any"/>.</summary>
    public JourneyLabel Label { get; init; }

    /// <summary>Gets whether a touch whose label is true ends its journey, and the next one begins another. Default false.</summary>
    public bool EndAtOutcome { get; init; }

    /// <summary>Gets the name of the column with the time of the outcome, of the time column's type; null (default) where there is none.</summary>
    /// <remarks>Read where the label is true. Touches after their outcome are left out and counted; they cannot have caused it.</remarks>
    public string? OutcomeTimeColumnName { get; init; }

    /// <summary>Gets the number of most recent touches that a journey keeps. Range [1, ∞). Default 16.</summary>
    public int MaxTouchpoints { get; init; } = 16;

    /// <summary>Gets the length of the window before the journey's last touch: earlier touches are left out. Range (0, ∞]. Default ∞.</summary>
    public double WindowLength { get; init; } = double.PositiveInfinity;

    /// <summary>
    /// Gets how long after a touch things still belong to its journey: a later touch begins another journey, and a later outcome
    /// (<see cref="OutcomeTimeColumnName"/>) does not count. Range (0, ∞]. Default ∞.
    /// </summary>
    public double HorizonLength { get; init; } = double.PositiveInfinity;

    /// <summary>Gets what is known of the order of the log's rows. Default <see cref="JourneyOrder.Unknown"/>: they are sorted.</summary>
    public JourneyOrder Order { get; init; }

    /// <summary>Gets what sorts a log of unknown order. Default: <see cref="InMemoryJourneySorter"/>, with its limit.</summary>
    public JourneySorter Sorter { get; init; } = new InMemoryJourneySorter();

    /// <summary>
    /// Gets what stands between touches where a row holds a whole path in one cell, such as <c>" > "</c>; null (default) means one touch per row.
    /// </summary>
    /// <remarks>
    /// Then the key and numeric columns are texts, split at the separator, and every row is one journey. Blanks around a part do not
    /// count, and an empty cell is an empty journey. There are no times, windows or sorting.
    /// </remarks>
    public string? PathSeparator { get; init; }
}
