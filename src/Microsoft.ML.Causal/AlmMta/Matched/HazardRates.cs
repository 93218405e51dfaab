// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What turns the η of a touch into a hazard: <c>Λ_j = exp(min(1, α + γ(η_j − η̄) + c·x))</c>.</summary>
/// <param name="rate">α.</param>
/// <param name="slope">γ.</param>
/// <param name="context">c, [dx].</param>
internal readonly ref struct HazardRates(double rate, double slope, ReadOnlySpan<double> context)
{
    /// <summary>Largest exponent of Λ_j.</summary>
    public const double LargestExponent = 1;

    private readonly ReadOnlySpan<double> _context = context;

    /// <summary>γ.</summary>
    public double Slope { get; } = slope;

    /// <summary>Writes Λ_j.</summary>
    /// <param name="x">Standardised context.</param>
    /// <param name="centred">η − η̄, [L].</param>
    /// <param name="rates">Receives Λ.</param>
    public void Write(ReadOnlySpan<double> x, ReadOnlySpan<double> centred, Span<double> rates)
    {
        double common = rate + DoubleSpan.Dot(_context, x);
        for (int j = 0; j < centred.Length; j++)
            rates[j] = Math.Exp(Math.Min(LargestExponent, common + Slope * centred[j]));
    }
}
