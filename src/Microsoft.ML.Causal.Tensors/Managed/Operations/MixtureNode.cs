// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

internal sealed partial class ManagedTape<T>
{
    public override Tensor<T> Mixture(Tensor<T> experts, Tensor<T> gate, ReadOnlySpan<bool> trains)
    {
        Node<T> e = Take(experts), g = Take(gate);
        ShapeCheck.Require(g.Columns > 0 && e.Columns % g.Columns == 0, $"experts [n,{g.Columns}·w]", e.Shape);
        ShapeCheck.Require(e.Rows == g.Rows, $"a gate of {e.Rows} rows", g.Shape);
        ShapeCheck.RequireLength(g.Columns, trains.Length, "which experts train");
        MixtureNode<T> node = Next<MixtureNode<T>>();
        node.Forward(e, g, trains);
        return node;
    }
}

/// <summary>u = Σ_k g_k E_k; ∂E_k = g_k ∂u where expert k trains, else 0; ∂g_k = E_k·∂u for all k.</summary>
internal sealed unsafe class MixtureNode<T> : Node<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private Node<T> _experts = null!, _gate = null!;
    private bool[] _trains = [];

    public void Forward(Node<T> experts, Node<T> gate, ReadOnlySpan<bool> trains)
    {
        (_experts, _gate) = (experts, gate);
        if (_trains.Length != trains.Length)
            _trains = new bool[trains.Length];
        trains.CopyTo(_trains);
        int count = gate.Columns, width = experts.Columns / count;
        Prepare(new Shape(experts.Rows, width), experts.RequiresGradient || gate.RequiresGradient);
        MixtureKernels.Combine(experts.Value, gate.Value, Value, Rows, count, width);
    }

    public override void Backward()
    {
        int count = _gate.Columns, width = Columns;
        if (_gate.RequiresGradient)
            MixtureKernels.GateGradient(_experts.Value, Gradient, _gate.AccumulateGradient(), Rows, count, width);
        if (_experts.RequiresGradient)
        {
            T* de = _experts.WriteGradient(out bool accumulate);
            MixtureKernels.ExpertGradient(_gate.Value, Gradient, de, _trains, accumulate, Rows, count, width);
        }
    }
}
