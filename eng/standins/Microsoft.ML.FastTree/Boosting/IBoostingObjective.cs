// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>A loss to boost: the descent direction of each row's score and the curvature that scales it.</summary>
internal interface IBoostingObjective
{
    /// <param name="score">The row's score so far.</param>
    /// <param name="label">The row's label.</param>
    /// <returns>The negative first derivative and the second derivative of the loss by the score.</returns>
    (double Gradient, double Curvature) Derivatives(double score, float label);
}
