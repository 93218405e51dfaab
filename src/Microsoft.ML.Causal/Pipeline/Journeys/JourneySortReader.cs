// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Reads sorted touches, first to last.</summary>
public abstract class JourneySortReader : IDisposable
{
    /// <summary>Gets the key of the touch at hand; valid until the next one.</summary>
    public abstract ReadOnlySpan<byte> Key { get; }

    /// <summary>Gets the values of the touch at hand; valid until the next one.</summary>
    public abstract ReadOnlySpan<byte> Touch { get; }

    /// <summary>Goes to the next touch.</summary>
    /// <returns>False after the last.</returns>
    public abstract bool MoveNext();

    /// <summary>Ends the reading.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the reading.</summary>
    /// <param name="disposing">Whether the call comes from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
