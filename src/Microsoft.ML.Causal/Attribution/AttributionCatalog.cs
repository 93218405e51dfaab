// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>Credits of touches and what is done with them, reached as <c>mlContext.Causal().Attribution</c>.</summary>
public sealed class AttributionCatalog
{
    private readonly MLContext _mlContext;

    internal AttributionCatalog(MLContext mlContext) => _mlContext = mlContext;

    /// <summary>Fits a method of the literature, to credit touches beside ALM-MTA.</summary>
    /// <param name="method">The method.</param>
    /// <param name="journeys">Journeys of users to learn from.</param>
    /// <param name="columns">Names of the columns, as ALM-MTA reads them; its other settings are not looked at, and proxies and matches take no part.</param>
    /// <param name="options">Widths and schedule; null means the defaults.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type, or an option lies outside its range.</exception>
    /// <exception cref="InvalidOperationException">The journeys cannot be learned from; the message counts them and names the column.</exception>
    public AttributionBaseline Baseline(AttributionMethod method, IDataView journeys, AlmMtaOptions columns, AttributionBaselineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(journeys);
        ArgumentNullException.ThrowIfNull(columns);
        if (!Enum.IsDefined(method))
            throw new ArgumentOutOfRangeException(nameof(method), method, $"There is no such method; the methods are {string.Join(", ", Enum.GetNames<AttributionMethod>())}.");
        return AttributionBaseline.Fit(_mlContext, method, journeys, columns, options ?? new());
    }

    /// <summary>Replays a log under smaller budgets, which channels get by what the credit column says they returned.</summary>
    /// <remarks>See <see cref="BudgetReplay"/>. Reads the log twice and keeps nothing by touch; the rows must come in order of time.</remarks>
    /// <param name="log">One row per touch, in order of time.</param>
    /// <param name="options">Names of its columns, budgets, intervals; null means the defaults.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type, a number is out of range, or an option is.</exception>
    /// <exception cref="InvalidOperationException">The log has no rows.</exception>
    public BudgetReplay Replay(IDataView log, ReplayOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(log);
        return ReplayReader.Replay(log, (options ?? new()).Validated());
    }
}
