// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>The deconfounded causal representation: base, shared and treated experts behind two soft gates (eq. 5 to 9).</summary>
/// <remarks>
/// <code>
/// u0 = Σ_k gate_base[k] Ẽ_k,     Ẽ = SG(E) for treated experts
/// ut = Σ_k gate_treated[k] Ẽ_k,  Ẽ = SG(E) for base experts
/// </code>
/// Without experts, one network of the same widths serves both tasks.
/// </remarks>
internal sealed class DeconfoundedRepresentation<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ExpertGroup<T>[] _groups;
    private readonly bool[] _trainsBase, _trainsTreated;
    private readonly Tensor<T>[] _experts = new Tensor<T>[3];
    private readonly bool _mixes;

    public DeconfoundedRepresentation(UniMvtModelSettings settings, int inputs, RandomStream random)
    {
        _mixes = settings.UseExperts;
        Width = settings.ExpertWidths[1];
        int experts = _mixes ? settings.ExpertsPerGroup : 1;
        string[] names = _mixes ? ["experts.base", "experts.shared", "experts.treated"] : ["experts.shared"];
        _groups = [.. names.Select(name => new ExpertGroup<T>(name, inputs, experts, settings.ExpertWidths, settings.ExpertActivation, random))];
        _trainsBase = [.. Enumerable.Range(0, 3 * experts).Select(k => k < 2 * experts)];
        _trainsTreated = [.. Enumerable.Range(0, 3 * experts).Select(k => k >= experts)];
    }

    /// <summary>Number of columns of u0 and ut.</summary>
    public int Width { get; }

    /// <summary>Base, shared, treated; one group without experts.</summary>
    public IReadOnlyList<ExpertGroup<T>> Groups => _groups;

    /// <summary>All trainable tensors.</summary>
    public IEnumerable<Parameter<T>> Parameters => _groups.SelectMany(group => group.Parameters);

    /// <param name="tape">Records.</param>
    /// <param name="e">Encoded input, [n,in].</param>
    /// <param name="baseGate">Logits of the base gate, [n,3k]; null without experts.</param>
    /// <param name="treatedGate">Logits of the treated gate, [n,3k]; null without experts, or where ut is not asked for.</param>
    /// <returns>u0 and ut, each [n,h₂]; ut is u0 where it was not asked for.</returns>
    public (Tensor<T> Base, Tensor<T> Treated) Forward(Tape<T> tape, Tensor<T> e, Tensor<T>? baseGate, Tensor<T>? treatedGate)
    {
        if (!_mixes)
        {
            Tensor<T> shared = _groups[0].Forward(tape, e);                                                // [n,h₂]
            return (shared, shared);
        }

        Tensor<T> treatedExperts = _groups[2].Forward(tape, e);                                            // [n,k·h₂]
        if (treatedGate is null)
        {
            // Only u0 reads them, behind a stop-gradient: said here as well, so that no backward pass runs through them.
            treatedExperts = tape.Detach(treatedExperts);
        }

        _experts[0] = _groups[0].Forward(tape, e);
        _experts[1] = _groups[1].Forward(tape, e);
        _experts[2] = treatedExperts;
        Tensor<T> u0 = tape.Mixture(_experts, tape.Softmax(baseGate!), _trainsBase);                        // [n,h₂]
        return (u0, treatedGate is null ? u0 : tape.Mixture(_experts, tape.Softmax(treatedGate), _trainsTreated));
    }
}
