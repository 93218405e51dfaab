// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What journeys are made from.</summary>
internal abstract class JourneySource : IDisposable
{
    /// <summary>Schema of the journeys.</summary>
    public abstract DataViewSchema Schema { get; }

    /// <summary>A cursor over the journeys.</summary>
    /// <param name="active">The columns asked for.</param>
    /// <param name="tally">Counts what becomes of the rows.</param>
    public abstract JourneyCursor Open(bool[] active, JourneyTally tally);

    public virtual void Dispose()
    {
    }
}
