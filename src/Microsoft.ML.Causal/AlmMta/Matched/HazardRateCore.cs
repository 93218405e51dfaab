// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>α, γ and c as parameters of a core: what turns η into hazards.</summary>
internal sealed class HazardRateCore
{
    private readonly CoreGroup _rate, _slope, _context;

    /// <summary>Adds the groups.</summary>
    /// <param name="context">dx.</param>
    /// <param name="parameters">Receives the groups; the caller allocates.</param>
    /// <param name="fitsSlope">Whether γ is trained.</param>
    /// <param name="learningRateScale">Multiple of the step size for α and γ.</param>
    public HazardRateCore(int context, CoreParameters parameters, bool fitsSlope, double learningRateScale)
    {
        Parameters = parameters;
        _rate = parameters.Add("rate", 1, learningRateScale: learningRateScale, isCoupled: true);
        _slope = parameters.Add("slope", 1, learningRateScale: fitsSlope ? learningRateScale : 0);
        _context = parameters.Add("rateContext", context, 20, isCoupled: true);
    }

    /// <summary>θ and its priors.</summary>
    public CoreParameters Parameters { get; }

    /// <summary>α, γ and c.</summary>
    public HazardRates Rates => new(Parameters.Values[_rate.Offset], Parameters.Values[_slope.Offset], _context.Of(Parameters.Values));

    /// <summary>α as given, γ = 1, c = 0.</summary>
    public void Start(double rate)
    {
        Parameters.Values[_rate.Offset] = rate;
        Parameters.Values[_slope.Offset] = 1;
    }

    /// <summary>Adds the gradients of a row.</summary>
    /// <param name="x">Standardised context.</param>
    /// <param name="centred">η − η̄, [L].</param>
    /// <param name="rates">Λ_j; where the exponent is cut there is no gradient.</param>
    /// <param name="slope">∂ℓ/∂log Λ_j.</param>
    /// <param name="weight">Weight of the row.</param>
    /// <param name="information">Whether to add to the information.</param>
    public void Backward(
        ReadOnlySpan<double> x, ReadOnlySpan<double> centred, ReadOnlySpan<double> rates, ReadOnlySpan<double> slope, double weight, bool information)
    {
        double largest = Math.Exp(HazardRates.LargestExponent), sum = 0;
        for (int j = 0; j < centred.Length; j++)
        {
            if (rates[j] >= largest)
                continue;
            sum += slope[j];
            Parameters.Gradient[_slope.Offset] += weight * slope[j] * centred[j];
        }

        Parameters.Gradient[_rate.Offset] += weight * sum;
        DoubleSpan.AddScaled(weight * sum, x, _context.Of(Parameters.Gradient));
        if (!information)
            return;
        Parameters.Information[_rate.Offset] += weight * sum * sum;
        DoubleSpan.AddScaledSquares(weight * sum * sum, x, _context.Of(Parameters.Information));
    }
}
