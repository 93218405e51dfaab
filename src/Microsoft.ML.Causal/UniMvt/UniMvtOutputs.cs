// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>What the network says about the rows of one arm.</summary>
/// <param name="Base">u0, [n,h₂].</param>
/// <param name="Treated">ut, [n,h₂].</param>
/// <param name="BaseLogit">logit p0, [n,1].</param>
/// <param name="Intensity">Output of the intensity head, [n,1] or [n,tiers]; null where it was not asked for.</param>
/// <param name="UnitUpliftLogit">Output of the unit-uplift head, [n,1]; null where it was not asked for or is not there.</param>
internal readonly record struct UniMvtOutputs<T>(
    Tensor<T> Base, Tensor<T> Treated, Tensor<T> BaseLogit, Tensor<T>? Intensity, Tensor<T>? UnitUpliftLogit)
    where T : unmanaged, IFloatingPointIeee754<T>;
