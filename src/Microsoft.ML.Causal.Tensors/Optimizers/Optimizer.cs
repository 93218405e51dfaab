// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>Applies the gradients that a tape left on its parameters.</summary>
/// <typeparam name="T">Element type of the parameters.</typeparam>
public abstract class Optimizer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Gets the number of steps taken.</summary>
    public abstract int Steps { get; }

    /// <summary>Changes every parameter once.</summary>
    /// <param name="learningRate">Step size of this step, as a schedule gives it; greater than 0.</param>
    public abstract void Step(double learningRate);

    /// <summary>Copies what is remembered of the steps so far from where parameters are trained.</summary>
    public abstract OptimizerState<T> Save();

    /// <summary>Goes on from a state that an optimizer with the same settings and parameters saved; the parameters' values are the caller's to restore.</summary>
    /// <param name="state">As <see cref="Save"/> gave it, by this engine or another.</param>
    /// <exception cref="ArgumentException">The state holds moments of a parameter that is not trained here, or of another length or rule.</exception>
    public abstract void Restore(OptimizerState<T> state);
}
