// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using TorchSharp;

namespace Microsoft.ML.Causal;

/// <summary>The update rules over the parameters of a <see cref="TorchTape{T}"/>, the same as the managed engine's.</summary>
/// <remarks>A parameter that the last backward pass did not reach stays as it is, its moments as well.</remarks>
internal sealed class TorchOptimizer<T> : Optimizer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TorchTape<T> _tape;
    private readonly OptimizerOptions _options;
    private readonly TorchParameterState<T>[] _states;
    private int _steps;

    public TorchOptimizer(TorchTape<T> tape, OptimizerOptions options)
    {
        (_tape, _options) = (tape, options);
        _states = new TorchParameterState<T>[tape.Leaves.Length];
    }

    public override int Steps => _steps;

    public override void Step(double learningRate)
    {
        if (!(learningRate > 0))
            throw new ArgumentOutOfRangeException(nameof(learningRate), learningRate, "The learning rate must be greater than 0.");
        _steps++;
        _tape.MarkChanged();
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor? scale = ClipScale();
        for (int i = 0; i < _states.Length; i++)
        {
            TorchParameter<T> leaf = _tape.Leaves[i];
            if (leaf.HasGradient)
                (_states[i] ??= new TorchParameterState<T>(leaf, _options)).Step(_options, learningRate, scale, _steps);
        }
    }

    public override OptimizerState<T> Save() => new(_steps, [.. _states.Where(state => state is not null).Select(state => state.Save())]);

    public override void Restore(OptimizerState<T> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var states = new TorchParameterState<T>[_states.Length];
        foreach (ParameterMoments<T> moments in state.Moments)
        {
            int at = 0;
            while (at < states.Length && _tape.Leaves[at].Parameter.Name != moments.Parameter)
                at++;
            if (at == states.Length)
                throw new ArgumentException($"The state has moments of parameter '{moments.Parameter}', which is not among those trained here.", nameof(state));
            states[at] = new TorchParameterState<T>(_tape.Leaves[at], _options, moments);
        }

        states.CopyTo(_states, 0);
        _steps = state.Steps;
    }

    /// <summary>What the gradient is multiplied by so that its norm stays within the limit; null without a limit. It stays on the device.</summary>
    private torch.Tensor? ClipScale()
    {
        if (_options.GradientClipNorm == 0)
            return null;
        torch.Tensor? square = null;
        foreach (TorchParameter<T> leaf in _tape.Leaves)
        {
            if (!leaf.HasGradient)
                continue;
            torch.Tensor gradient = leaf.IsSparse ? leaf.Touched().Gradient : leaf.Gradient();
            torch.Tensor term = gradient.to_type(torch.ScalarType.Float64).square().sum();
            square = square is null ? term : square.add(term);
        }

        return square?.sqrt().reciprocal().mul(_options.GradientClipNorm).clamp_max(1).to_type(TensorTransfer.TypeOf<T>());
    }
}
