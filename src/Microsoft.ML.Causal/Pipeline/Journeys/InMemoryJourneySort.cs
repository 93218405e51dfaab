// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Buffers.Binary;

namespace Microsoft.ML.Causal;

/// <summary>Touches in large blocks of bytes, with an index that is sorted.</summary>
internal sealed class InMemoryJourneySort(long memoryLimit) : JourneySort
{
    private const int BlockLength = 1 << 18, HeaderLength = 2 * sizeof(int);
    private readonly List<byte[]> _blocks = [];
    private Entry[] _entries = new Entry[1024];
    private int _count, _used = BlockLength;
    private long _bytes;

    public override bool TryAdd(ReadOnlySpan<byte> key, ReadOnlySpan<byte> touch)
    {
        int length = HeaderLength + key.Length + touch.Length;
        bool newBlock = _blocks.Count == 0 || _used + length > _blocks[^1].Length, grow = _count == _entries.Length;
        long more = newBlock ? Math.Max(BlockLength, length) : 0;
        // While the index grows, the old one and the new one, twice as long, are both there.
        long index = (grow ? 3L : 1L) * _entries.Length * Entry.Size;
        if (_bytes + more + index > memoryLimit || _count == Array.MaxLength)
            return false;
        if (newBlock)
        {
            _blocks.Add(GC.AllocateUninitializedArray<byte>((int)more));
            (_bytes, _used) = (_bytes + more, 0);
        }

        if (grow)
            Array.Resize(ref _entries, (int)Math.Min(Array.MaxLength, 2L * _entries.Length));
        Span<byte> record = _blocks[^1].AsSpan(_used, length);
        BinaryPrimitives.WriteInt32LittleEndian(record, key.Length);
        BinaryPrimitives.WriteInt32LittleEndian(record[sizeof(int)..], touch.Length);
        key.CopyTo(record[HeaderLength..]);
        touch.CopyTo(record[(HeaderLength + key.Length)..]);
        _entries[_count++] = new Entry(Prefix(key), _blocks.Count - 1, _used);
        _used += length;
        return true;
    }

    public override void Complete(CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        _entries.AsSpan(0, _count).Sort(new Comparison(_blocks).Compare);
    }

    public override JourneySortReader Read() => new Reader(_blocks, _entries, _count);

    protected override void Dispose(bool disposing)
    {
        _blocks.Clear();
        (_entries, _count) = ([], 0);
    }

    private static ReadOnlySpan<byte> Key(byte[] block, int start) =>
        block.AsSpan(start + HeaderLength, BinaryPrimitives.ReadInt32LittleEndian(block.AsSpan(start)));

    /// <summary>The key's first eight bytes: they decide most comparisons without a look at the key itself.</summary>
    private static ulong Prefix(ReadOnlySpan<byte> key)
    {
        Span<byte> first = stackalloc byte[sizeof(ulong)];
        first.Clear();
        key[..Math.Min(key.Length, first.Length)].CopyTo(first);
        return BinaryPrimitives.ReadUInt64BigEndian(first);
    }

    private readonly record struct Entry(ulong Prefix, int Block, int Start)
    {
        public const int Size = 16;
    }

    private sealed class Comparison(List<byte[]> blocks)
    {
        public int Compare(Entry a, Entry b)
        {
            int order = a.Prefix.CompareTo(b.Prefix);
            return order != 0 ? order : Key(blocks[a.Block], a.Start).SequenceCompareTo(Key(blocks[b.Block], b.Start));
        }
    }

    private sealed class Reader(List<byte[]> blocks, Entry[] entries, int count) : JourneySortReader
    {
        private int _next;
        private byte[] _block = [];
        private int _start;

        public override ReadOnlySpan<byte> Key => InMemoryJourneySort.Key(_block, _start);

        public override ReadOnlySpan<byte> Touch => _block.AsSpan(
            _start + HeaderLength + BinaryPrimitives.ReadInt32LittleEndian(_block.AsSpan(_start)),
            BinaryPrimitives.ReadInt32LittleEndian(_block.AsSpan(_start + sizeof(int))));

        public override bool MoveNext()
        {
            if (_next == count)
                return false;
            Entry entry = entries[_next++];
            (_block, _start) = (blocks[entry.Block], entry.Start);
            return true;
        }
    }
}
