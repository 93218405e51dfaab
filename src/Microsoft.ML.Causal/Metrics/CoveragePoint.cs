// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What a threshold keeps.</summary>
/// <param name="Threshold">Least score that counts.</param>
/// <param name="Coverage">Share of journeys with such a touch, in [0, 1].</param>
/// <param name="Depth">Mean number of such touches in those journeys, at least 1; NaN when there is none.</param>
public readonly record struct CoveragePoint(double Threshold, double Coverage, double Depth);
