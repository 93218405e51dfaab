// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>The update rules over the parameters of a <see cref="ManagedTape{T}"/>.</summary>
/// <remarks>A parameter that the last backward pass did not reach stays as it is, its moments as well.</remarks>
internal sealed unsafe class ManagedOptimizer<T> : Optimizer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ManagedTape<T> _tape;
    private readonly OptimizerOptions _options;
    private readonly ParameterState<T>[] _states;
    private int _steps;

    public ManagedOptimizer(ManagedTape<T> tape, OptimizerOptions options)
    {
        (_tape, _options) = (tape, options);
        _states = new ParameterState<T>[tape.Leaves.Length];
    }

    public override int Steps => _steps;

    public override void Step(double learningRate)
    {
        if (!(learningRate > 0))
            throw new ArgumentOutOfRangeException(nameof(learningRate), learningRate, "The learning rate must be greater than 0.");
        _steps++;
        double scale = ClipScale();
        for (int i = 0; i < _states.Length; i++)
        {
            ParameterNode<T> leaf = _tape.Leaves[i];
            if (leaf.HasGradient)
                (_states[i] ??= new ParameterState<T>(leaf, _options)).Step(_options, learningRate, scale, _steps);
        }
    }

    public override OptimizerState<T> Save() => new(_steps, [.. _states.Where(state => state is not null).Select(state => state.Save())]);

    public override void Restore(OptimizerState<T> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var states = new ParameterState<T>[_states.Length];
        foreach (ParameterMoments<T> moments in state.Moments)
        {
            int at = 0;
            while (at < states.Length && _tape.Leaves[at].Parameter.Name != moments.Parameter)
                at++;
            if (at == states.Length)
                throw new ArgumentException($"The state has moments of parameter '{moments.Parameter}', which is not among those trained here.", nameof(state));
            states[at] = new ParameterState<T>(_tape.Leaves[at], _options, moments);
        }

        states.CopyTo(_states, 0);
        _steps = state.Steps;
    }

    /// <summary>What the gradient is multiplied by so that its norm stays within the limit.</summary>
    private double ClipScale()
    {
        if (_options.GradientClipNorm == 0)
            return 1;
        double square = 0;
        foreach (ParameterNode<T> leaf in _tape.Leaves)
        {
            if (leaf.HasGradient)
                square += UpdateKernels.SumOfSquares(leaf);
        }

        double norm = Math.Sqrt(square);
        return norm > _options.GradientClipNorm ? _options.GradientClipNorm / norm : 1;
    }
}
