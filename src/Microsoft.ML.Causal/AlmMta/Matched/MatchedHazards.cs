// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The hazards of a matched model as scoring reads them: α, γ, c and what stands for the user's own wish given x.</summary>
internal sealed class MatchedHazards
{
    /// <summary>Where the arrays of the whole fit are.</summary>
    public const string Prefix = "outcome.";

    private readonly double _rate, _slope;
    private readonly double[] _context;
    private readonly MarginalLogit _marginal;

    /// <summary>Reads arrays back.</summary>
    public MatchedHazards(CoreShape shape, NamedArrays arrays)
    {
        (_rate, _slope) = (arrays.Get("rate").Values[0], arrays.Get("slope").Values[0]);
        _context = Array.ConvertAll(arrays.Get("rateContext").Values, value => (double)value);
        _marginal = MarginalLogit.Of(shape, arrays);
    }

    /// <summary>α, γ and c.</summary>
    public HazardRates Rates => new(_rate, _slope, _context);

    /// <summary>Doubles of scratch that <see cref="Survival"/> needs.</summary>
    public int Scratch => _marginal.Scratch;

    /// <summary>E[e^−Λ_s] given x.</summary>
    public double Survival(ReadOnlySpan<double> x, Span<double> scratch) => HazardEffects.Survival(_marginal.Mean(x, scratch), _marginal.Residuals);
}
