// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Receives the scores of a journey; made once and used again for every row.</summary>
internal sealed class AlmMtaScore
{
    private readonly float[] _uplift, _upliftLogit, _score, _lower, _upper, _mediator, _normalised, _shapley, _shapleyError;

    /// <summary>Makes room.</summary>
    /// <param name="maxTouchpoints">Longest journey.</param>
    public AlmMtaScore(int maxTouchpoints)
    {
        (_uplift, _upliftLogit, _score) = (new float[maxTouchpoints], new float[maxTouchpoints], new float[maxTouchpoints]);
        (_lower, _upper, _mediator) = (new float[maxTouchpoints], new float[maxTouchpoints], new float[maxTouchpoints]);
        (_normalised, _shapley, _shapleyError) = (new float[maxTouchpoints], new float[maxTouchpoints], new float[maxTouchpoints]);
    }

    /// <summary>L.</summary>
    public int Length { get; set; }

    /// <summary>P(Y=1|do(T),x), or for this very user.</summary>
    public float Probability { get; set; }

    /// <summary>P(Y=1|T,x), without a claim about interventions.</summary>
    public float ObservedProbability { get; set; }

    /// <summary>g(x,∅) = P(Y=1|do(∅),x).</summary>
    public float BaseProbability { get; set; }

    /// <summary>(P(do T) − P(do ∅)) − Σ_j Δ_j.</summary>
    public float AdditivityGap { get; set; }

    /// <summary>Δ_j, in probability, [L].</summary>
    public Span<float> Uplift => _uplift.AsSpan(0, Length);

    /// <summary>logit P(do T) − logit P(do T∖τ_j), [L].</summary>
    public Span<float> UpliftLogit => _upliftLogit.AsSpan(0, Length);

    /// <summary>Share of the training touches with a lower Δ, [L], in [0, 1].</summary>
    public Span<float> Score => _score.AsSpan(0, Length);

    /// <summary>Lower end of Δ_j's interval, [L]; Δ_j itself where intervals are off.</summary>
    public Span<float> Lower => _lower.AsSpan(0, Length);

    /// <summary>Upper end of Δ_j's interval, [L]; Δ_j itself where intervals are off.</summary>
    public Span<float> Upper => _upper.AsSpan(0, Length);

    /// <summary>p_j = P(Z_j=1|τ_j,x), [L]; 0 where the form has no mediator.</summary>
    public Span<float> Mediator => _mediator.AsSpan(0, Length);

    /// <summary>Δ_j in proportion, with the sum P(do T) − P(do ∅), [L]; written by <see cref="Normalise"/>.</summary>
    public Span<float> NormalisedCredit => _normalised.AsSpan(0, Length);

    /// <summary>Shapley credit, [L]; where the model gives them.</summary>
    public Span<float> ShapleyCredit => _shapley.AsSpan(0, Length);

    /// <summary>Its standard error, [L]; 0 where it is exact.</summary>
    public Span<float> ShapleyError => _shapleyError.AsSpan(0, Length);

    /// <summary>Writes <see cref="NormalisedCredit"/> from the effects and probabilities.</summary>
    public void Normalise()
    {
        double joint = (double)Probability - BaseProbability, sum = 0, size = 0;
        foreach (float delta in Uplift)
            (sum, size) = (sum + delta, size + Math.Abs(delta));

        // Where effects of both signs cancel to a thousandth of their size, the factor would be rounding blown up.
        double factor = joint == 0 && sum == 0 ? 0 : Math.Abs(sum) > 1e-3 * size ? joint / sum : double.NaN;
        for (int j = 0; j < Length; j++)
            _normalised[j] = (float)(factor * Uplift[j]);
    }
}
