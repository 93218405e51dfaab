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
    private readonly (Parameter<T> Weight, Parameter<T> Bias) _baseGate, _treatedGate;
    private readonly bool[] _trainsBase, _trainsTreated;
    private readonly bool _mixes;

    public DeconfoundedRepresentation(UniMvtModelSettings settings, int inputs, RandomStream random)
    {
        _mixes = settings.UseExperts;
        Width = settings.ExpertWidths[1];
        int experts = _mixes ? settings.ExpertsPerGroup : 1;
        string[] names = _mixes ? ["experts.base", "experts.shared", "experts.treated"] : ["experts.shared"];
        _groups = [.. names.Select(name => new ExpertGroup<T>(name, inputs, experts, settings.ExpertWidths, settings.ExpertActivation, random))];
        if (_mixes)
        {
            _baseGate = Gate("gate.base");
            _treatedGate = Gate("gate.treated");
        }

        _trainsBase = [.. Enumerable.Range(0, 3 * experts).Select(k => k < 2 * experts)];
        _trainsTreated = [.. Enumerable.Range(0, 3 * experts).Select(k => k >= experts)];

        (Parameter<T>, Parameter<T>) Gate(string name) => (
            Initialisation.Uniform<T>($"{name}.weight", new Shape(3 * experts, inputs), inputs, random),
            Initialisation.Bias<T>($"{name}.bias", 3 * experts));
    }

    /// <summary>Number of columns of u0 and ut.</summary>
    public int Width { get; }

    /// <summary>Base, shared, treated; one group without experts.</summary>
    public IReadOnlyList<ExpertGroup<T>> Groups => _groups;

    /// <summary>All trainable tensors.</summary>
    public IEnumerable<Parameter<T>> Parameters
    {
        get
        {
            IEnumerable<Parameter<T>> experts = _groups.SelectMany(group => group.Parameters);
            return _mixes ? [.. experts, _baseGate.Weight, _baseGate.Bias, _treatedGate.Weight, _treatedGate.Bias] : experts;
        }
    }

    /// <param name="tape">Records.</param>
    /// <param name="e">Encoded input, [n,in].</param>
    /// <param name="needsTreated">Whether ut is asked for.</param>
    /// <returns>u0 and ut, each [n,h₂]; ut is u0 where it was not asked for.</returns>
    public (Tensor<T> Base, Tensor<T> Treated) Forward(Tape<T> tape, Tensor<T> e, bool needsTreated)
    {
        if (!_mixes)
        {
            Tensor<T> shared = _groups[0].Forward(tape, e);                                                // [n,h₂]
            return (shared, shared);
        }

        Tensor<T> treatedExperts = _groups[2].Forward(tape, e);                                            // [n,k·h₂]
        if (!needsTreated)
        {
            // Only u0 reads them, behind a stop-gradient: said here as well, so that no backward pass runs through them.
            treatedExperts = tape.Detach(treatedExperts);
        }

        Tensor<T> experts = tape.Concat([_groups[0].Forward(tape, e), _groups[1].Forward(tape, e), treatedExperts]);   // [n,3k·h₂]
        Tensor<T> u0 = tape.Mixture(experts, Gate(tape, e, _baseGate), _trainsBase);                       // [n,h₂]
        return (u0, needsTreated ? tape.Mixture(experts, Gate(tape, e, _treatedGate), _trainsTreated) : u0);
    }

    /// <summary>The weights of the experts in u0 and in ut, each [n,3k].</summary>
    public (Tensor<T> Base, Tensor<T> Treated) GateWeights(Tape<T> tape, Tensor<T> e) => (Gate(tape, e, _baseGate), Gate(tape, e, _treatedGate));

    private static Tensor<T> Gate(Tape<T> tape, Tensor<T> e, (Parameter<T> Weight, Parameter<T> Bias) gate) =>
        tape.Softmax(tape.Linear(e, tape.Use(gate.Weight), tape.Use(gate.Bias)));
}
