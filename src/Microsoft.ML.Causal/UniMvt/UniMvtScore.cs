// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What UniMVT says about one row, beside its response curve.</summary>
internal struct UniMvtScore
{
    /// <summary>p0 = P(Y(0)).</summary>
    public float BaseProbability;

    /// <summary>Gain in probability per unit of intensity.</summary>
    public float UnitUplift;

    /// <summary>t̂, the intensity that the logging policy would give.</summary>
    public float PredictedIntensity;

    /// <summary>Probability at the row's own intensity, or at t̂ where it has none.</summary>
    public float TreatedProbability;

    /// <summary>Intensity to issue; 0 = withhold.</summary>
    public float RecommendedIntensity;

    /// <summary>Expected gain of that, in the money of the policy options; 0 when withheld.</summary>
    public float ExpectedGain;

    /// <summary>Mean less two standard deviations of the ensemble (at least 0 where harm is ruled out); the unit uplift itself for a single model.</summary>
    public float UnitUpliftLower;

    /// <summary>Mean plus two standard deviations of the ensemble; the unit uplift itself for a single model.</summary>
    public float UnitUpliftUpper;
}
