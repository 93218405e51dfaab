// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>The nodes of a tape, by kind: each recording takes them in the same order again, with the buffers that they have.</summary>
internal sealed class NodePool<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly List<Kind> _kinds = [];
    private int[] _kindOfSlot = [];

    /// <summary>The next node of a kind that this recording has not used yet.</summary>
    public TNode Take<TNode>() where TNode : Node<T>, new()
    {
        int slot = Slot<TNode>.Number;
        if (slot >= _kindOfSlot.Length)
            Array.Resize(ref _kindOfSlot, slot + 8);
        if (_kindOfSlot[slot] == 0)
        {
            _kinds.Add(new Kind());
            _kindOfSlot[slot] = _kinds.Count;    // from 1, so that 0 says "none yet"
        }

        Kind kind = _kinds[_kindOfSlot[slot] - 1];
        if (kind.Used == kind.Nodes.Count)
            kind.Nodes.Add(new TNode());
        return (TNode)kind.Nodes[kind.Used++];
    }

    /// <summary>Makes all nodes free for the next recording.</summary>
    public void Reset()
    {
        foreach (Kind kind in _kinds)
            kind.Used = 0;
    }

    /// <summary>Lets the nodes go.</summary>
    public void Clear()
    {
        foreach (Kind kind in _kinds)
            kind.Nodes.Clear();
        Reset();
    }

    private sealed class Kind
    {
        public List<Node<T>> Nodes { get; } = [];

        public int Used { get; set; }
    }

    /// <summary>A small number for every type of node: looking up the type itself in a table would take longer than some operations.</summary>
    private static class Slot<TNode>
    {
        public static readonly int Number = SlotCounter.Next();
    }
}

/// <summary>Counts the types of nodes.</summary>
internal static class SlotCounter
{
    private static int _count = -1;

    /// <summary>Gives the next number, from 0.</summary>
    public static int Next() => Interlocked.Increment(ref _count);
}
