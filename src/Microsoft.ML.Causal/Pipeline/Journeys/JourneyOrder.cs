// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What is known of the order of a log's rows.</summary>
public enum JourneyOrder
{
    /// <summary>Nothing: rows are sorted by journey, then time, then their order in the log.</summary>
    Unknown,

    /// <summary>
    /// Rows rise by journey (numbers by value, texts by their characters' codes, keys by their number) and by time within one. Streamed in
    /// constant memory; a row out of order is an error that names it.
    /// </summary>
    Sorted,

    /// <summary>
    /// The rows of a journey stand together and rise by time; journeys come in any order. Streamed; a row out of order, or a journey that
    /// comes back, is an error that names the row. Takes some 80 bytes per journey, to find those that come back.
    /// </summary>
    Grouped,
}
