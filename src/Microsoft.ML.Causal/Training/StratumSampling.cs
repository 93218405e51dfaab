// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What unequal sampling did to a stratum.</summary>
/// <param name="Positives">Positive rows, all kept.</param>
/// <param name="Negatives">Negative rows before sampling.</param>
/// <param name="NegativesKept">Negative rows kept.</param>
internal readonly record struct StratumSampling(int Positives, int Negatives, int NegativesKept)
{
    /// <summary>What a logit learned on the sample is moved by to hold for the population; 0 where a class is missing.</summary>
    public double LogitShift => Positives == 0 || NegativesKept == 0
        ? 0
        : PriorCorrection.LogitShift((double)Positives / (Positives + Negatives), (double)Positives / (Positives + NegativesKept));
}
