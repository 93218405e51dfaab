// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The effect of h touches that moved the user on the outcome's logit: a(h,x).</summary>
/// <remarks><code>a(h,x) = Σ_b (θ_b + x·δ_b) φ_b(h),   φ = (log(1+h), h/(1+h));   a(0,x) = 0</code></remarks>
internal sealed class MediatorEffectCore : IMediatorEffect
{
    private const int Curves = 2;

    private readonly int _context;
    private readonly double[] _curves;
    private readonly CoreParameters _parameters;
    private readonly CoreGroup _effect, _contextEffect;

    /// <summary>Adds the groups.</summary>
    /// <param name="context">dx.</param>
    /// <param name="largest">Largest h.</param>
    /// <param name="parameters">Receives the groups; the caller allocates.</param>
    public MediatorEffectCore(int context, int largest, CoreParameters parameters)
    {
        _context = context;
        _curves = Tabulate(largest);
        _parameters = parameters;
        _effect = parameters.Add("effect", Curves, learningRateScale: 3, isCoupled: true);
        _contextEffect = parameters.Add("contextEffect", Curves * context, 20, isCoupled: true);
    }

    /// <inheritdoc/>
    public int Scratch => 0;

    /// <summary>φ_b(h).</summary>
    public static double Curve(int b, int h) => b == 0 ? Math.Log(1 + h) : h / (1.0 + h);

    /// <summary>θ = .5: an effect to begin with, or the mixture's components would be alike and have no gradient to part them.</summary>
    public void Start() => _effect.Of(_parameters.Values).Fill(0.5);

    /// <inheritdoc/>
    public void Forward(ReadOnlySpan<double> x, Span<double> effects, Span<double> scratch)
    {
        double[] theta = _parameters.Values;
        double first = theta[_effect.Offset] + DoubleSpan.Dot(theta.AsSpan(_contextEffect.Offset, _context), x);
        double second = theta[_effect.Offset + 1] + DoubleSpan.Dot(theta.AsSpan(_contextEffect.Offset + _context, _context), x);
        DoubleSpan.Combine(first, Values(0)[..effects.Length], second, Values(1)[..effects.Length], effects);
    }

    /// <summary>Adds ∂ℓ/∂θ and, if asked, the information, of a row.</summary>
    /// <param name="x">The row's context.</param>
    /// <param name="slopes">∂ℓ/∂a(h,x) for h from 0.</param>
    /// <param name="information">Whether to add to the information.</param>
    public void Backward(ReadOnlySpan<double> x, ReadOnlySpan<double> slopes, bool information)
    {
        for (int b = 0; b < Curves; b++)
        {
            double g = DoubleSpan.Dot(slopes, Values(b)[..slopes.Length]);
            _parameters.Gradient[_effect.Offset + b] += g;
            DoubleSpan.AddScaled(g, x, _parameters.Gradient.AsSpan(_contextEffect.Offset + b * _context, _context));
            if (!information)
                continue;
            _parameters.Information[_effect.Offset + b] += g * g;
            DoubleSpan.AddScaledSquares(g * g, x, _parameters.Information.AsSpan(_contextEffect.Offset + b * _context, _context));
        }
    }

    /// <summary>φ_b for h from 0.</summary>
    private ReadOnlySpan<double> Values(int b) => _curves.AsSpan(b * (_curves.Length / Curves), _curves.Length / Curves);

    /// <summary>φ for h = 0 to <paramref name="largest"/>, curve after curve.</summary>
    private static double[] Tabulate(int largest) =>
        [.. Enumerable.Range(0, Curves).SelectMany(b => Enumerable.Range(0, largest + 1).Select(h => Curve(b, h)))];
}
