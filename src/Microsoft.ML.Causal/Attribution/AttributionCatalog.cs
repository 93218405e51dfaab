// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>What is done with credits of touches, reached as <c>mlContext.Causal().Attribution</c>.</summary>
public sealed class AttributionCatalog
{
    internal AttributionCatalog()
    {
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
