// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Sorts touches in memory, up to a limit.</summary>
public sealed class InMemoryJourneySorter : JourneySorter
{
    /// <summary>The default of <see cref="MemoryLimit"/>: 512 MiB, some ten million touches with a few columns each.</summary>
    public const long DefaultMemoryLimit = 512L << 20;

    /// <param name="memoryLimit">Bytes that the touches may take. Range [1 MiB, ∞). Default <see cref="DefaultMemoryLimit"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is below 1 MiB.</exception>
    public InMemoryJourneySorter(long memoryLimit = DefaultMemoryLimit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(memoryLimit, 1L << 20);
        MemoryLimit = memoryLimit;
    }

    /// <summary>Gets the number of bytes that the touches of one log may take, their index among them.</summary>
    public long MemoryLimit { get; }

    /// <inheritdoc/>
    public override JourneySort Begin() => new InMemoryJourneySort(MemoryLimit);
}
