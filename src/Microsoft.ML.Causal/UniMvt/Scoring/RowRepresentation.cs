// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Runtime.CompilerServices;

namespace Microsoft.ML.Causal;

/// <summary><see cref="DeconfoundedRepresentation{T}"/> for one row.</summary>
internal sealed class RowRepresentation
{
    private readonly RowLayer _first;
    private readonly RowLayer[] _second;
    private readonly RowLayer? _gates;
    private readonly Activation _activation;
    private readonly int _hidden;

    public RowRepresentation(NamedArrays weights, UniMvtModelSettings settings)
    {
        _activation = settings.ExpertActivation;
        string[] groups = settings.UseExperts ? ["experts.base", "experts.shared", "experts.treated"] : ["experts.shared"];
        (int[] shape, _) = weights.Get($"{groups[0]}.l1.weight");
        int perGroup = weights.Get($"{groups[0]}.l2.weight").Shape[0], inputs = shape[1];
        _hidden = shape[0] / perGroup;
        Width = settings.ExpertWidths[1];

        // All experts read the same input: one wide first layer, each expert's part padded to whole vectors.
        int padded = RowLayer.Pad(_hidden), experts = groups.Length * perGroup;
        var weight = new float[experts * padded * inputs];
        var bias = new float[experts * padded];
        _second = new RowLayer[experts];
        for (int k = 0; k < experts; k++)
        {
            string group = groups[k / perGroup];
            int expert = k % perGroup;
            weights.Get($"{group}.l1.weight").Values.AsSpan(expert * _hidden * inputs, _hidden * inputs).CopyTo(weight.AsSpan(k * padded * inputs));
            weights.Get($"{group}.l1.bias").Values.AsSpan(expert * _hidden, _hidden).CopyTo(bias.AsSpan(k * padded));
            _second[k] = new RowLayer(
                weights.Get($"{group}.l2.weight").Values.AsSpan(expert * Width * _hidden, Width * _hidden),
                weights.Get($"{group}.l2.bias").Values.AsSpan(expert * Width, Width), _hidden, Width);
        }

        _first = new RowLayer(weight, bias, inputs, experts * padded);
        _gates = settings.UseExperts ? Gates(weights, inputs) : null;
    }

    /// <summary>Number of columns of u0 and ut.</summary>
    public int Width { get; }

    /// <summary>Room for u0 or ut, in whole vectors.</summary>
    public int Padded => _second[0].Padded;

    /// <summary>Floats of working memory.</summary>
    public int Scratch => _first.Padded + Padded + (_gates?.Padded ?? 0);

    /// <summary>u0 and ut from e(x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(ReadOnlySpan<float> e, Span<float> u0, Span<float> ut, Span<float> scratch)
    {
        Span<float> hidden = RowScratch.Cut(ref scratch, _first.Padded), expert = RowScratch.Cut(ref scratch, Padded);
        _first.Apply(e, hidden);
        RowActivations.Apply(_activation, hidden);
        if (_gates is null)
        {
            _second[0].Apply(hidden, u0);
            RowActivations.Apply(_activation, u0);
            u0.CopyTo(ut);
            return;
        }

        int count = _second.Length, stride = hidden.Length / count;
        Span<float> gates = scratch[.._gates.Padded], baseGate = gates[..count], treatedGate = gates.Slice(count, count);
        _gates.Apply(e, gates);
        RowActivations.Softmax(baseGate, count);
        RowActivations.Softmax(treatedGate, count);
        u0.Clear();
        ut.Clear();
        for (int k = 0; k < count; k++)
        {
            _second[k].Apply(hidden.Slice(k * stride, _hidden), expert);
            RowActivations.Apply(_activation, expert);
            for (int j = 0; j < expert.Length; j++)
            {
                u0[j] += baseGate[k] * expert[j];
                ut[j] += treatedGate[k] * expert[j];
            }
        }
    }

    private static RowLayer Gates(NamedArrays weights, int inputs)
    {
        float[] weight = [.. weights.Get("gate.base.weight").Values, .. weights.Get("gate.treated.weight").Values];
        float[] bias = [.. weights.Get("gate.base.bias").Values, .. weights.Get("gate.treated.bias").Values];
        return new RowLayer(weight, bias, inputs, bias.Length);
    }
}
