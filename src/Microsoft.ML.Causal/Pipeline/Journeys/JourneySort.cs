// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>One log on its way through a <see cref="JourneySorter"/>: touches are added, then sorted once, then read any number of times.</summary>
public abstract class JourneySort : IDisposable
{
    /// <summary>Adds a touch.</summary>
    /// <param name="key">What to sort by, byte by byte as unsigned numbers. No key is the beginning of another.</param>
    /// <param name="touch">The touch's values, given back as they are.</param>
    /// <returns>False where the sorter's limit does not allow another touch.</returns>
    public abstract bool TryAdd(ReadOnlySpan<byte> key, ReadOnlySpan<byte> touch);

    /// <summary>Sorts what was added; nothing can be added afterwards.</summary>
    /// <param name="cancellation">Stops the sort.</param>
    public abstract void Complete(CancellationToken cancellation = default);

    /// <summary>Reads the touches in the order of their keys. Several readers may read at the same time.</summary>
    public abstract JourneySortReader Read();

    /// <summary>Gives back what the sort holds.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives back what the sort holds.</summary>
    /// <param name="disposing">Whether the call comes from <see cref="Dispose()"/>, not from a finaliser.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
