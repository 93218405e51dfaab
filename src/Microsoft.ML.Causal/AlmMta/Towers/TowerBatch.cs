// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>Rows of a step of a tower. Shapes: n rows, m touches, u kinds of touches, p positions of the longest row.</summary>
internal sealed class TowerBatch<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Makes room.</summary>
    public TowerBatch(int rows, int touches, int kinds, int longest, CoreShape shape)
    {
        (Rows, Touches, Kinds, Longest) = (rows, touches, kinds, longest);
        Keys = [.. shape.KeyCardinalities.Select(_ => new int[kinds])];
        Clusters = shape.Clusters > 0 ? new int[kinds] : [];
        Content = new T[kinds * shape.Content];
        Context = new T[rows * shape.Context];
        Extra = new T[touches * (1 + shape.Numeric)];
        (RowOfTouch, KindOfTouch) = (new int[touches], new int[touches]);
        (TouchAt, Mask) = (new int[rows * longest], new T[rows * longest]);
        Lengths = new int[rows];
    }

    /// <summary>n.</summary>
    public int Rows { get; }

    /// <summary>m.</summary>
    public int Touches { get; }

    /// <summary>u.</summary>
    public int Kinds { get; }

    /// <summary>p, at least 1.</summary>
    public int Longest { get; }

    /// <summary>Codes by key column, then kind; 0 missing.</summary>
    public int[][] Keys { get; }

    /// <summary>Clusters, [u], 0 missing; empty without.</summary>
    public int[] Clusters { get; }

    /// <summary>Scaled content, [u,dv].</summary>
    public T[] Content { get; }

    /// <summary>x, [n,dx].</summary>
    public T[] Context { get; }

    /// <summary>Recency and numeric columns, [m,1+numeric].</summary>
    public T[] Extra { get; }

    /// <summary>Row of each touch, [m].</summary>
    public int[] RowOfTouch { get; }

    /// <summary>Kind of each touch, [m].</summary>
    public int[] KindOfTouch { get; }

    /// <summary>Touch at each position, [n,p]; 0 on padding.</summary>
    public int[] TouchAt { get; }

    /// <summary>1 at touches, 0 on padding, [n,p].</summary>
    public T[] Mask { get; }

    /// <summary>L, [n].</summary>
    public int[] Lengths { get; }
}
