// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What <see cref="CausalDataCatalog.ToTouchRows"/> makes of scored journeys.</summary>
public sealed record TouchRowOptions
{
    /// <summary>
    /// Gets the names of the columns with one entry per touch: vectors of keys, numbers or texts. Null (default) takes all vectors of unknown
    /// size but those in <see cref="TouchVectorWidths"/>.
    /// </summary>
    public IReadOnlyList<string>? TouchColumnNames { get; init; }

    /// <summary>Gets, by name, the columns with one vector per touch, one after another, such as content, and how many numbers each vector has. Default none.</summary>
    public IReadOnlyDictionary<string, int> TouchVectorWidths { get; init; } = new Dictionary<string, int>();

    /// <summary>Gets the names of the columns that each touch of a journey repeats, such as the label. Null (default) takes all others.</summary>
    public IReadOnlyList<string>? RowColumnNames { get; init; }

    /// <summary>
    /// Gets the name of the column with the effect of each touch, a vector of <see cref="float"/>: it says how many touches a journey has.
    /// Default "Uplift".
    /// </summary>
    public string UpliftColumnName { get; init; } = "Uplift";

    /// <summary>Gets whether touches without an effect, those before a model's most recent ones, become rows as well. Default false: their labels would be NaN.</summary>
    public bool KeepUnscored { get; init; }

    /// <summary>Gets the name of the column made with the number of the journey, a key: what ranking trainers call the group. Default "Journey".</summary>
    public string JourneyColumnName { get; init; } = "Journey";

    /// <summary>Gets the name of the column made with the place of the touch in its journey, from 0. Default "Position".</summary>
    public string PositionColumnName { get; init; } = "Position";
}
