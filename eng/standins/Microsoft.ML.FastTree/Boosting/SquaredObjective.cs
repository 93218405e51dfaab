// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Half the squared error.</summary>
internal sealed class SquaredObjective : IBoostingObjective
{
    public (double Gradient, double Curvature) Derivatives(double score, float label) => (label - score, 1);
}
