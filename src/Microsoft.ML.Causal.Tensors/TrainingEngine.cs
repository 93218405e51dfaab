// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>Where networks are trained: it makes tapes that record steps, and optimizers that apply them.</summary>
public abstract class TrainingEngine
{
    /// <summary>Makes a tape that trains <paramref name="parameters"/>.</summary>
    public abstract Tape<T> CreateTape<T>(IReadOnlyList<Parameter<T>> parameters) where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>Makes an optimizer that changes the parameters of <paramref name="tape"/> by their gradients.</summary>
    public abstract Optimizer<T> CreateOptimizer<T>(Tape<T> tape, OptimizerOptions options) where T : unmanaged, IFloatingPointIeee754<T>;
}
