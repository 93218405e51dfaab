// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>How cores are shared out.</summary>
/// <param name="Trials">Trials that run at once.</param>
/// <param name="Each">Threads of each.</param>
internal readonly record struct TrialThreads(int Trials, int Each)
{
    /// <param name="cores">Cores, or null for all.</param>
    /// <param name="trials">Trials at once, or null for one per core.</param>
    /// <param name="roundSize">Trials of a round.</param>
    /// <param name="halving">Whether rounds are rungs, whose size varies.</param>
    public static TrialThreads Of(int? cores, int? trials, int roundSize, bool halving)
    {
        int all = cores ?? Environment.ProcessorCount, wanted = trials ?? all, at = halving ? wanted : Math.Min(wanted, roundSize);
        return new(at, Math.Max(1, all / at));
    }
}
