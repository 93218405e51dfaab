// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

internal sealed partial class ManagedTape<T>
{
    public override Tensor<T> Mixture(ReadOnlySpan<Tensor<T>> experts, Tensor<T> gate, ReadOnlySpan<bool> trains)
    {
        Node<T> g = Take(gate);
        ShapeCheck.RequireLength(g.Columns, trains.Length, "which experts train");
        MixtureNode<T> node = Next<MixtureNode<T>>();
        node.Begin(g, experts.Length, trains);
        int columns = 0;
        foreach (Tensor<T> part in experts)
            columns += part.Shape.Columns;
        foreach (Tensor<T> part in experts)
            node.Add(Take(part), columns);
        node.Forward();
        return node;
    }
}

/// <summary>u = Σ_k g_k E_k; ∂E_k = g_k ∂u where expert k trains, else 0; ∂g_k = E_k·∂u for all k.</summary>
/// <remarks>The experts may lie in several tensors, group by group, so that no step has to copy them into one.</remarks>
internal sealed unsafe class MixtureNode<T> : Node<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private Node<T>[] _parts = [];
    private Node<T> _gate = null!;
    private bool[] _trains = [];
    private int _count, _width;

    public void Begin(Node<T> gate, int parts, ReadOnlySpan<bool> trains)
    {
        _gate = gate;
        _count = 0;
        if (_parts.Length != parts)
            _parts = new Node<T>[parts];
        if (_trains.Length != trains.Length)
            _trains = new bool[trains.Length];
        trains.CopyTo(_trains);
    }

    public void Add(Node<T> part, int columns)
    {
        int experts = _gate.Columns;
        ShapeCheck.Require(experts > 0 && columns % experts == 0, $"experts of {experts}·w columns in all", part.Shape, "Mixture");
        _width = columns / experts;
        ShapeCheck.Require(_width > 0 && part.Columns % _width == 0, $"experts [n,k·{_width}]", part.Shape, "Mixture");
        ShapeCheck.Require(part.Rows == _gate.Rows, $"experts of {_gate.Rows} rows", part.Shape, "Mixture");
        _parts[_count++] = part;
    }

    public void Forward()
    {
        bool requires = _gate.RequiresGradient;
        foreach (Node<T> part in _parts)
            requires |= part.RequiresGradient;
        Prepare(new Shape(_gate.Rows, _width), requires);
        int start = 0;
        foreach (Node<T> part in _parts)
        {
            int count = part.Columns / _width;
            MixtureKernels.Combine(part.Value, _gate.Value + start, _gate.Columns, Value, Rows, count, _width, accumulate: start > 0);
            start += count;
        }
    }

    public override void Backward()
    {
        T* dg = _gate.RequiresGradient ? _gate.AccumulateGradient() : null;
        int start = 0;
        foreach (Node<T> part in _parts)
        {
            int count = part.Columns / _width;
            if (dg != null)
                MixtureKernels.GateGradient(part.Value, Gradient, dg + start, _gate.Columns, Rows, count, _width);
            ReadOnlySpan<bool> trains = _trains.AsSpan(start, count);
            if (part.RequiresGradient && trains.Contains(true))
            {
                T* de = part.WriteGradient(out bool accumulate);
                MixtureKernels.ExpertGradient(_gate.Value + start, _gate.Columns, Gradient, de, trains, accumulate, Rows, count, _width);
            }

            start += count;
        }
    }
}
