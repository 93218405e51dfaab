// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The outcome of the matched form: Λ_j of each touch by its η, and Λ_s, the user's own wish, by b(T,x).</summary>
/// <remarks>
/// <code>Λ_j = exp(min(1, α + γ(η_j − η̄) + c·x)),   Λ_s = exp(min(2, b(T,x)))</code>
/// The contrast's π_j is Λ_j/Σ Λ exactly where γ = 1, and it alone is free of what users wish anyway. A γ that is fitted hears rows
/// against rows as well, where the confounder speaks: on the strong simulated setting it comes out at .74, the effects too flat
/// (slope of the truth on them 1.40; 1.09 with γ = 1). So γ is 1 unless asked.
/// </remarks>
internal sealed class HazardModel
{
    /// <summary>Largest exponent of Λ_j.</summary>
    public const double LargestTouchExponent = 1;

    /// <summary>Largest exponent of Λ_s.</summary>
    public const double LargestOwnExponent = 2;

    private const double StartRate = -3.5, StartOwn = -3;

    private readonly CoreGroup _rate, _slope, _context;

    /// <summary>Lays out the parameters.</summary>
    /// <param name="shape">Sizes of the inputs.</param>
    /// <param name="training">Whether it is to be trained.</param>
    /// <param name="fitsSlope">Whether γ is trained too.</param>
    public HazardModel(CoreShape shape, bool training, bool fitsSlope = false)
    {
        _rate = Parameters.Add("rate", 1, learningRateScale: 3);
        _slope = Parameters.Add("slope", 1, learningRateScale: fitsSlope ? 3 : 0);
        _context = Parameters.Add("rateContext", shape.Context, 20);
        Base = new(shape, OutcomeTerms.None, Parameters);
        Parameters.Allocate(training);
        Parameters.Values[_rate.Offset] = StartRate;
        Parameters.Values[_slope.Offset] = 1;
        Base.Intercept = StartOwn;
    }

    /// <summary>θ and its priors.</summary>
    public CoreParameters Parameters { get; } = new();

    /// <summary>b(T,x).</summary>
    public OutcomeCore Base { get; }

    /// <summary>α, γ and c.</summary>
    public HazardRates Rates => new(Parameters.Values[_rate.Offset], Parameters.Values[_slope.Offset], _context.Of(Parameters.Values));

    /// <summary>Adds the gradients of the touches' rates.</summary>
    /// <param name="x">Standardised context.</param>
    /// <param name="centred">η − η̄, [L].</param>
    /// <param name="slope">∂ℓ/∂log Λ_j, 0 where the exponent is cut.</param>
    /// <param name="information">Whether to add to the information.</param>
    public void Backward(ReadOnlySpan<double> x, ReadOnlySpan<double> centred, ReadOnlySpan<double> slope, bool information)
    {
        double sum = 0;
        for (int j = 0; j < centred.Length; j++)
        {
            sum += slope[j];
            Parameters.Gradient[_slope.Offset] += slope[j] * centred[j];
        }

        Parameters.Gradient[_rate.Offset] += sum;
        DoubleSpan.AddScaled(sum, x, _context.Of(Parameters.Gradient));
        if (information)
            DoubleSpan.AddScaledSquares(sum * sum, x, _context.Of(Parameters.Information));
    }
}
