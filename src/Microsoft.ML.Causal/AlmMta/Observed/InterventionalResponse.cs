// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>F(h,x), the response to h touches that moved the user, whatever journey they came in.</summary>
internal sealed class InterventionalResponse
{
    private readonly IMediatorEffect _effect;
    private readonly MarginalLogit _marginal;
    private readonly double[] _expNegativeResiduals;

    /// <summary>Takes a(h,x) and the marginal of b together.</summary>
    public InterventionalResponse(IMediatorEffect effect, MarginalLogit marginal)
    {
        (_effect, _marginal) = (effect, marginal);
        _expNegativeResiduals = Array.ConvertAll(marginal.Residuals, residual => Math.Exp(-residual));
    }

    /// <summary>Doubles of scratch.</summary>
    public int Scratch => Math.Max(_effect.Scratch, _marginal.Scratch);

    /// <summary>Reads one of a core's fit back.</summary>
    public static InterventionalResponse Of(CoreShape shape, int largest, NamedArrays arrays)
    {
        var parameters = new CoreParameters();
        var effect = new MediatorEffectCore(shape.Context, largest, parameters);
        parameters.Allocate(training: false);
        CoreArrays.Read(parameters, arrays);
        return new(effect, MarginalLogit.Of(shape, arrays));
    }

    /// <summary>Writes a(h,x).</summary>
    public void Effects(ReadOnlySpan<double> x, Span<double> effects, Span<double> scratch) => _effect.Forward(x, effects, scratch);

    /// <summary>Writes F(h,x) for all h of <paramref name="effects"/>.</summary>
    public void Response(ReadOnlySpan<double> x, ReadOnlySpan<double> effects, Span<double> response, Span<double> scratch) =>
        FrontDoor.Response(effects, _marginal.Mean(x, scratch), _expNegativeResiduals, response);
}
