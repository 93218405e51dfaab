// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Touches in memory as long as they fit, then all of them in a database.</summary>
internal sealed class SqliteJourneySort(long memoryLimit, string folder) : JourneySort
{
    private JourneySort? _memory = new InMemoryJourneySorter(memoryLimit).Begin();
    private TouchDatabase? _database;

    public override bool TryAdd(ReadOnlySpan<byte> key, ReadOnlySpan<byte> touch)
    {
        if (_memory is not null)
        {
            if (_memory.TryAdd(key, touch))
                return true;
            MoveToDisk(_memory);
        }

        _database!.Add(key, touch);
        return true;
    }

    public override void Complete(CancellationToken cancellation = default)
    {
        if (_memory is not null)
            _memory.Complete(cancellation);
        else
            _database!.Sort(cancellation);
    }

    public override JourneySortReader Read() => _memory is not null ? _memory.Read() : new SqliteJourneySortReader(_database!);

    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _memory?.Dispose();
        _database?.Dispose();
    }

    private void MoveToDisk(JourneySort memory)
    {
        _database = new TouchDatabase(folder);
        memory.Complete();
        using (JourneySortReader reader = memory.Read())
        {
            while (reader.MoveNext())
                _database.Add(reader.Key, reader.Touch);
        }

        memory.Dispose();
        _memory = null;
    }
}
