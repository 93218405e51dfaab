// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>What the scoring contract writes: the output columns of a UniMVT model, under the names of these properties.</summary>
internal class UniMvtScoringOutput
{
    /// <summary>p0, P(Y(0) = 1 | x). Range (0, 1).</summary>
    public float BaseProbability { get; set; }

    /// <summary>The gain in probability per unit of intensity.</summary>
    public float UnitUplift { get; set; }

    /// <summary>t̂, the intensity that the logging policy would give.</summary>
    public float PredictedIntensity { get; set; }

    /// <summary>P(Y(t) = 1 | x) at the predicted or, where the model was told so, at the row's own intensity.</summary>
    public float TreatedProbability { get; set; }

    /// <summary>P(Y(q) = 1 | x) over the grid.</summary>
    public VBuffer<float> ResponseCurve { get; set; }

    /// <summary>q*, the intensity to issue; 0 means withhold.</summary>
    public float RecommendedIntensity { get; set; }

    /// <summary>The expected net gain of issuing q* over withholding, in the money of the policy options.</summary>
    public float ExpectedGain { get; set; }
}

/// <summary>What the scoring contract of an ensemble writes: the columns of a single model, and bounds of the unit uplift.</summary>
internal sealed class UniMvtEnsembleScoringOutput : UniMvtScoringOutput
{
    /// <summary>Lower bound of <see cref="UniMvtScoringOutput.UnitUplift"/>.</summary>
    public float UnitUpliftLower { get; set; }

    /// <summary>Upper bound of <see cref="UniMvtScoringOutput.UnitUplift"/>.</summary>
    public float UnitUpliftUpper { get; set; }
}
