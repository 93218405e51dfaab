// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Sorts the touches of a log whose order is unknown.</summary>
/// <remarks>
/// <see cref="InMemoryJourneySorter"/> is the default. The package Microsoft.ML.Causal.Sqlite has one that goes on in a temporary database
/// where memory ends.
/// </remarks>
public abstract class JourneySorter
{
    /// <summary>Begins to sort one log.</summary>
    public abstract JourneySort Begin();
}
