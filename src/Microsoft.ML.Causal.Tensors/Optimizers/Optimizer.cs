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
}
