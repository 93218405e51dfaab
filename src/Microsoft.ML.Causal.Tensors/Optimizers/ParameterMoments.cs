// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>What an optimizer remembers of one parameter.</summary>
/// <param name="Parameter">Name of the parameter.</param>
/// <param name="Rule">Its update rule, which for an embedding table may be another than for the rest.</param>
/// <param name="First">Adam's m, or the momentum of SGD, in the parameter's layout; empty where the rule has none.</param>
/// <param name="Second">Adam's v, or Adagrad's sum of squares, in the parameter's layout; empty where the rule has none.</param>
/// <typeparam name="T">Element type of the parameter.</typeparam>
public sealed record ParameterMoments<T>(string Parameter, OptimizerKind Rule, T[] First, T[] Second) where T : unmanaged, IFloatingPointIeee754<T>;
