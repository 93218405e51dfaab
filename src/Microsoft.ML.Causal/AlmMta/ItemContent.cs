// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Text.Json.Serialization;

namespace Microsoft.ML.Causal;

/// <summary>Content vectors of items, as a table with one row per item: what a catalogue of items holds beside the log of who saw them.</summary>
/// <remarks>
/// Items are told by what the keys of the first touch key column stand for: a text where <c>MapValueToKey</c> made them from text, a number where
/// it made them from numbers, the key itself where they have no values. Rows for items without a key are passed over; items without a
/// row fall back to their cluster. A catalogue given to <c>MapValueToKey</c> as its key data as well gives a key, and so content, to items that
/// the training data does not show.
/// </remarks>
/// <param name="Table">The table: whatever ML.NET loads, or <c>LoadFromEnumerable</c> of objects in memory.</param>
public sealed record ItemContent([property: JsonIgnore] IDataView Table)
{
    /// <summary>Gets the name of the item column: a text, a whole number or a key, each once. Default "Item".</summary>
    public string ItemColumnName { get; init; } = "Item";

    /// <summary>Gets the name of the content column: a known-size vector of <see cref="float"/>, v. Default "Content".</summary>
    public string ContentColumnName { get; init; } = "Content";
}
