// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Sorts touches in memory, and beyond a limit in a temporary SQLite database: for logs that do not fit into memory.</summary>
/// <remarks>
/// Use: <c>new JourneyOptions { Sorter = new SqliteJourneySorter() }</c>. The database takes some three times the size of the touches on disk while it
/// is sorted, half of that in SQLite's own temporary folder (the environment variable SQLITE_TMPDIR names another), and one time afterwards. It is
/// deleted when the journeys are disposed, or at the latest when the process ends.
/// </remarks>
public sealed class SqliteJourneySorter : JourneySorter
{
    /// <summary>The default of <see cref="MemoryLimit"/>: 256 MiB.</summary>
    public const long DefaultMemoryLimit = 256L << 20;

    /// <param name="memoryLimit">Bytes that touches may take in memory before they go to disk. Range [1 MiB, ∞). Default <see cref="DefaultMemoryLimit"/>.</param>
    /// <param name="folder">Folder for the database; null (default) means the system's folder for temporary files.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is below 1 MiB.</exception>
    public SqliteJourneySorter(long memoryLimit = DefaultMemoryLimit, string? folder = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(memoryLimit, 1L << 20);
        MemoryLimit = memoryLimit;
        Folder = folder;
    }

    /// <summary>Gets the number of bytes that the touches of one log may take in memory; SQLite's cache takes 64 MiB more.</summary>
    public long MemoryLimit { get; }

    /// <summary>Gets the folder for the database; null means the system's folder for temporary files.</summary>
    public string? Folder { get; }

    /// <inheritdoc/>
    public override JourneySort Begin() => new SqliteJourneySort(MemoryLimit, Folder ?? Path.GetTempPath());
}
