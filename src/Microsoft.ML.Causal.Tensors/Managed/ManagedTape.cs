// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>The tape of <see cref="ManagedEngine"/>: computes each operation when it is recorded, on the processor.</summary>
/// <remarks>Each operation stands in a file of its own under <c>Operations</c>: method, node, forward, backward.</remarks>
internal sealed partial class ManagedTape<T> : Tape<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    // Waking a thread takes some microseconds; a core does this much in about ten.
    private const long LeastShared = 500_000;

    private readonly NodePool<T> _pool = new();
    private readonly List<Node<T>> _nodes = [];
    private readonly ParameterNode<T>[] _leaves;
    private readonly Dictionary<Parameter<T>, ParameterNode<T>> _leafOf = new(ReferenceEqualityComparer.Instance);

    private readonly WorkerSet _workers;
    private readonly int _threads;

    public ManagedTape(IReadOnlyList<Parameter<T>> parameters, int threads, WorkerSet workers)
    {
        (_threads, _workers) = (threads, workers);
        Parameters = parameters;
        _leaves = [.. parameters.Select(parameter => new ParameterNode<T>(this, parameter))];
        foreach (ParameterNode<T> leaf in _leaves)
        {
            if (!_leafOf.TryAdd(leaf.Parameter, leaf))
                throw new ArgumentException($"Parameter '{leaf.Parameter.Name}' is listed twice.", nameof(parameters));
        }
    }

    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <summary>Gets the number of the current recording.</summary>
    public int Recording { get; private set; }

    /// <summary>Gets whether work of so many multiply-adds is worth sharing between threads.</summary>
    public bool Shares(long multiplyAdds) => _threads > 1 && multiplyAdds >= LeastShared;

    /// <summary>Runs the parts of a work, on several threads where <see cref="Shares"/>.</summary>
    public void Run(IWork work, int parts, long multiplyAdds)
    {
        if (Shares(multiplyAdds))
        {
            _workers.Run(work, parts);
            return;
        }

        for (int part = 0; part < parts; part++)
            work.Run(part);
    }

    /// <summary>Gets the parameters' leaves, in the order of <see cref="Parameters"/>.</summary>
    public ReadOnlySpan<ParameterNode<T>> Leaves => _leaves;

    public override bool Training { get; set; } = true;

    public override void Reset()
    {
        Recording++;
        _nodes.Clear();
        _pool.Reset();
    }

    public override void Backward(Tensor<T> loss, bool accumulate = false)
    {
        Node<T> last = Take(loss);
        if (last.Length != 1)
            throw new ArgumentException($"A loss is a tensor of length 1; this one is {last.Shape}. Reduce it by WeightedSum.", nameof(loss));

        foreach (ParameterNode<T> leaf in _leaves)
            leaf.BeginBackward(accumulate);
        foreach (Node<T> node in _nodes)
            node.HasGradient = false;

        if (last.RequiresGradient)
        {
            unsafe
            {
                *last.AccumulateGradient() = T.One;
            }

            for (int i = last.Index; i >= 0; i--)
            {
                if (_nodes[i].HasGradient)
                    _nodes[i].Backward();
            }
        }

        foreach (ParameterNode<T> leaf in _leaves)
            leaf.EndBackward();
    }

    public override void Pull()
    {
        // The parameters are trained where they are.
    }

    public override void Push()
    {
    }

    public override void PullGradients()
    {
    }

    public override void Dispose()
    {
        _nodes.Clear();
        _pool.Clear();
    }

    public override Tensor<T> Use(Parameter<T> parameter)
    {
        if (!_leafOf.TryGetValue(parameter, out ParameterNode<T>? leaf))
            throw new ArgumentException($"Parameter '{parameter.Name}' is not one of this tape's {Parameters.Count}.", nameof(parameter));
        leaf.Record();
        return leaf;
    }

    /// <summary>A node for the next operation of the recording.</summary>
    private TNode Next<TNode>() where TNode : Node<T>, new()
    {
        TNode node = _pool.Take<TNode>();
        (node.Tape, node.Recording, node.Index) = (this, Recording, _nodes.Count);
        _nodes.Add(node);
        return node;
    }

    /// <summary>The node behind a tensor, which must be of this recording.</summary>
    private Node<T> Take(Tensor<T> tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (tensor is not Node<T> node || node.Tape != this)
            throw new ArgumentException("The tensor was recorded on another tape.", nameof(tensor));
        if (!node.IsAlive)
            throw new ArgumentException("The tensor belongs to an earlier recording; the tape was reset since. Record it again.", nameof(tensor));
        return node;
    }
}
