// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Log-loss of P(label) = σ(steepness · score), for labels 0 and 1.</summary>
internal sealed class LogisticObjective(double steepness) : IBoostingObjective
{
    public (double Gradient, double Curvature) Derivatives(double score, float label)
    {
        double probability = 1 / (1 + Math.Exp(-steepness * score));
        return (
            steepness * ((label > 0 ? 1 : 0) - probability),
            steepness * steepness * probability * (1 - probability));
    }
}
