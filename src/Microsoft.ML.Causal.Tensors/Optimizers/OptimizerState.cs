// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>What an optimizer remembers of its steps; with the parameters' values, all that training needs to go on as if it had never stopped.</summary>
/// <param name="Steps">Number of steps taken.</param>
/// <param name="Moments">What is remembered of every parameter that a gradient has reached.</param>
/// <typeparam name="T">Element type of the parameters.</typeparam>
public sealed record OptimizerState<T>(int Steps, IReadOnlyList<ParameterMoments<T>> Moments) where T : unmanaged, IFloatingPointIeee754<T>;
