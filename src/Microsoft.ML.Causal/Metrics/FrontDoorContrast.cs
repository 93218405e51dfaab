// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What a formula says of the outcome in two worlds, in probability.</summary>
/// <param name="Untreated">P(Y=1) without the treatment, in [0, 1]; NaN where the table cannot say.</param>
/// <param name="Treated">P(Y=1) with the treatment, in [0, 1]; NaN where the table cannot say.</param>
public sealed record FrontDoorContrast(double Untreated, double Treated)
{
    /// <summary>Gets the effect, treated less untreated, in [−1, 1].</summary>
    public double Effect => Treated - Untreated;
}
