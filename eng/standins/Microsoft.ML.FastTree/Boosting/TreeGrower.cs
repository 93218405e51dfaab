// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Grows one least-squares tree on gradients, always splitting the leaf that gains most.</summary>
internal sealed class TreeGrower(BinnedFeatures features, TreeSettings settings, Random random)
{
    private readonly List<Leaf> _leaves = [];
    private readonly List<Node> _nodes = [];
    private readonly Stack<Histogram> _spare = [];
    private int[] _scratch = [];

    /// <summary>Leaves of the tree grown last; leaf k of the tree is entry k.</summary>
    public IReadOnlyList<Leaf> Leaves => _leaves;

    /// <summary>Grows a tree; false when not even the root can be split.</summary>
    /// <param name="rows">Rows of the tree; reordered so that the rows of a leaf stand together.</param>
    /// <param name="gradients">Weighted gradient, by row of the data.</param>
    /// <param name="weights">Weight, by row of the data; empty when every row weighs 1.</param>
    /// <param name="used">Which features the tree may split on.</param>
    public bool Grow(int[] rows, double[] gradients, double[] weights, bool[] used)
    {
        Reset(rows.Length);
        var root = new Leaf(Start: 0, rows.Length, Rent());
        root.Histogram.Fill(rows, gradients, weights, used);
        root.Best = FindBest(root, used);
        _leaves.Add(root);

        while (_leaves.Count < settings.MostLeaves && NextToSplit() is int k)
            Split(k, rows, gradients, weights, used);
        return _nodes.Count > 0;
    }

    /// <summary>The grown tree; leaf values are still to be set.</summary>
    public TreeNodes ToNodes() => new(
        [.. _nodes.Select(node => node.Split.Feature)],
        [.. _nodes.Select(node => features.UpperBounds[node.Split.Feature][node.Split.Bin])],
        [.. _nodes.Select(node => node.Split.Gain)],
        [.. _nodes.Select(node => node.Left)],
        [.. _nodes.Select(node => node.Right)],
        new double[_leaves.Count]);

    /// <summary>The leaf in which a row of the data ends, in the bag or not.</summary>
    public int LeafOf(int row)
    {
        int node = 0;
        while (node >= 0)
        {
            Node at = _nodes[node];
            node = features.Columns[at.Split.Feature][row] <= at.Split.Bin ? at.Left : at.Right;
        }

        return ~node;
    }

    private void Reset(int rows)
    {
        foreach (Leaf leaf in _leaves)
            _spare.Push(leaf.Histogram);
        _leaves.Clear();
        _nodes.Clear();
        if (_scratch.Length < rows)
            _scratch = new int[rows];
    }

    private Histogram Rent() => _spare.TryPop(out Histogram histogram) ? histogram : new Histogram(features);

    private int? NextToSplit()
    {
        int best = -1;
        for (int k = 0; k < _leaves.Count; k++)
        {
            if (MaySplit(_leaves[k].Best) && (best < 0 || _leaves[k].Best.Gain > _leaves[best].Best.Gain))
                best = k;
        }

        return best < 0 ? null : best;
    }

    // The root splits whatever it gains: rows of one class alone grow trees that raise their score, in ML.NET too.
    private bool MaySplit(SplitCandidate split) => _leaves.Count == 1 ? !split.IsNone : split.Gain > 0;

    private void Split(int k, int[] rows, double[] gradients, double[] weights, bool[] used)
    {
        Leaf parent = _leaves[k];
        int middle = Partition(rows, parent);

        // The parent's histogram becomes that of the larger child: only the smaller child's rows are counted.
        Histogram spare = Rent();
        int leftCount = middle - parent.Start, rightCount = parent.Count - leftCount;
        bool leftIsSmaller = leftCount <= rightCount;
        var left = new Leaf(parent.Start, leftCount, leftIsSmaller ? spare : parent.Histogram) { Node = _nodes.Count };
        var right = new Leaf(middle, rightCount, leftIsSmaller ? parent.Histogram : spare) { Node = _nodes.Count };
        Leaf smaller = leftIsSmaller ? left : right;
        spare.Fill(rows.AsSpan(smaller.Start, smaller.Count), gradients, weights, used);
        parent.Histogram.Subtract(spare);

        if (parent.Node >= 0)
            _nodes[parent.Node] = _nodes[parent.Node].WithChild(~k, _nodes.Count);
        _nodes.Add(new Node(parent.Best, Left: ~k, Right: ~_leaves.Count));
        left.Best = FindBest(left, used);
        right.Best = FindBest(right, used);
        _leaves[k] = left;
        _leaves.Add(right);
    }

    /// <summary>Moves the rows that go left before those that go right, each side in its old order.</summary>
    private int Partition(int[] rows, Leaf leaf)
    {
        byte[] column = features.Columns[leaf.Best.Feature];
        int left = leaf.Start, right = 0;
        for (int i = leaf.Start; i < leaf.Start + leaf.Count; i++)
        {
            if (column[rows[i]] <= leaf.Best.Bin)
                rows[left++] = rows[i];
            else
                _scratch[right++] = rows[i];
        }

        Array.Copy(_scratch, 0, rows, left, right);
        return left;
    }

    private SplitCandidate FindBest(Leaf leaf, bool[] used)
    {
        SplitCandidate best = SplitCandidate.None;
        if (leaf.Count < 2 * settings.LeastRowsPerLeaf)
            return best;

        for (int f = 0; f < used.Length; f++)
        {
            bool drawn = settings.FeatureFractionPerSplit >= 1 || random.NextDouble() < settings.FeatureFractionPerSplit;
            if (!used[f] || !drawn)
                continue;
            Span<HistogramBin> bins = leaf.Histogram.Bins.AsSpan(features.Offsets[f], features.UpperBounds[f].Length);
            SplitCandidate candidate = BestOf(f, bins, leaf.Count);
            if (candidate.Gain > best.Gain)
                best = candidate;
        }

        return best;
    }

    private SplitCandidate BestOf(int feature, ReadOnlySpan<HistogramBin> bins, int count)
    {
        double gradient = 0, weight = 0;
        foreach (HistogramBin bin in bins)
        {
            gradient += bin.Gradient;
            weight += bin.Weight;
        }

        // From the right, so that of equal splits the one with the greatest threshold wins.
        SplitCandidate best = SplitCandidate.None;
        double rightGradient = 0, rightWeight = 0, unsplit = gradient * gradient / weight;
        int rightCount = 0;
        for (int b = bins.Length - 2; b >= 0; b--)
        {
            rightGradient += bins[b + 1].Gradient;
            rightWeight += bins[b + 1].Weight;
            rightCount += bins[b + 1].Count;
            if (rightCount < settings.LeastRowsPerLeaf)
                continue;
            if (count - rightCount < settings.LeastRowsPerLeaf)
                break;

            double leftGradient = gradient - rightGradient, leftWeight = weight - rightWeight;
            if (!(leftWeight > 0 && rightWeight > 0))
                continue;
            double gain = (leftGradient * leftGradient / leftWeight) + (rightGradient * rightGradient / rightWeight) - unsplit;
            if (gain > best.Gain)
                best = new(feature, b, gain);
        }

        return best;
    }

    /// <summary>A leaf of the growing tree and the rows that are in it.</summary>
    internal sealed record Leaf(int Start, int Count, Histogram Histogram)
    {
        public int Node { get; init; } = -1;

        public SplitCandidate Best { get; set; } = SplitCandidate.None;
    }

    private readonly record struct Node(SplitCandidate Split, int Left, int Right)
    {
        public Node WithChild(int old, int @new) => Left == old ? this with { Left = @new } : this with { Right = @new };
    }
}
