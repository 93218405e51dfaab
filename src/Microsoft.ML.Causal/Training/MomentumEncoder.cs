// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>The slowly moving twin of an encoder (He et al. 2020): its parameters follow the trained ones.</summary>
internal static class MomentumEncoder
{
    /// <summary>θ_k ← m θ_k + (1 − m) θ, parameter by parameter; no gradient reaches θ_k.</summary>
    /// <param name="target">θ_k, in the order of <paramref name="online"/>.</param>
    /// <param name="online">θ, which training changes.</param>
    /// <param name="momentum">m, 0 to 1; the paper's contrast has .99.</param>
    public static void Update<T>(IReadOnlyList<Parameter<T>> target, IReadOnlyList<Parameter<T>> online, double momentum)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T keep = T.CreateTruncating(momentum), take = T.CreateTruncating(1 - momentum);
        for (int p = 0; p < target.Count; p++)
        {
            T[] followers = target[p].Values, leaders = online[p].Values;
            for (int i = 0; i < followers.Length; i++)
                followers[i] = keep * followers[i] + take * leaders[i];
        }
    }
}
