// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>
/// An exact joint distribution of context x, treatment t, mediator m and outcome y, and what the formulas for the effect of t on y make
/// of it. On a table nothing is estimated, so a difference between two formulas is a difference of identification.
/// </summary>
/// <remarks>
/// <code>
/// front door, given x:  Σ_x P(x) Σ_m P(m|t,x) Σ_t' P(t'|x) E[Y|m,t',x]
/// the same t twice:     Σ_x P(x) Σ_m P(m|t,x) E[Y|m,t,x] = Σ_x P(x) E[Y|t,x]
/// </code>
/// The first removes a confounder of t and y that no column holds, if all of the effect goes through m, m is unconfounded given (t,x),
/// and m is observed as it was before the outcome. The second is equations 11 to 14 of ALM-MTA as printed: an adjustment for x alone.
/// Counts serve as well as probabilities. Treatment and outcome are binary.
/// </remarks>
public sealed class FrontDoorTable
{
    private readonly double[] _joint;

    /// <summary>Takes a joint distribution.</summary>
    /// <param name="joint">P(x,t,m,y) or counts, in the order [x,t,m,y], y fastest; at least 0, with a sum above 0.</param>
    /// <param name="contexts">Number of contexts. At least 1; 1 means no context.</param>
    /// <param name="mediators">Number of values of the mediator. At least 1.</param>
    /// <exception cref="ArgumentException">The length is not contexts × 2 × mediators × 2, or a value is negative or not finite.</exception>
    public FrontDoorTable(ReadOnlySpan<double> joint, int contexts, int mediators)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(contexts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(mediators, 1);
        if (joint.Length != contexts * mediators * 4)
        {
            throw new ArgumentException(
                $"A table of {contexts} contexts and {mediators} values of the mediator has {contexts * mediators * 4} cells; {joint.Length} were given.", nameof(joint));
        }

        double[] weights = MetricInput.Weights(joint, joint.Length, nameof(joint));
        double sum = weights.Sum();
        _joint = Array.ConvertAll(weights, weight => weight / sum);
        (Contexts, Mediators) = (contexts, mediators);
    }

    /// <summary>Gets the number of contexts.</summary>
    public int Contexts { get; }

    /// <summary>Gets the number of values of the mediator.</summary>
    public int Mediators { get; }

    /// <summary>E[Y|t]: what is seen, with all confounding in it.</summary>
    public FrontDoorContrast Naive() => Contrast(t => Sum(t: t, y: 1) / Sum(t: t));

    /// <summary>Equations 11 to 14 as printed, with one t on both sides: plain adjustment for x.</summary>
    public FrontDoorContrast SameTreatment() => Contrast(t => OverContexts(x => OverMediators(m => Mediator(m, t, x), m => Outcome(m, t, x))));

    /// <summary>The front-door formula given x.</summary>
    public FrontDoorContrast FrontDoor() => Contrast(t => OverContexts(x => FrontDoorAt(x, t)));

    /// <summary>The front-door formula within one context.</summary>
    /// <param name="context">x, from 0.</param>
    public FrontDoorContrast FrontDoor(int context)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(context);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(context, Contexts);
        return Contrast(t => FrontDoorAt(context, t));
    }

    /// <summary>Equation 7 as printed, with P(m|t) for P(m|t,x): off where x moves both treatment and mediator.</summary>
    public FrontDoorContrast FrontDoorIgnoringContextOfMediator() => Contrast(
        t => OverMediators(m => Sum(t: t, m: m) / Sum(t: t), m => OverContexts(x => OverTreatments(m, x))));

    /// <summary>The table in which a proxy stands where the mediator was.</summary>
    /// <param name="emission">P(code|m,y), in the order [m,y,code]; each m and y sums to 1. A proxy that was recorded before the outcome has the same numbers for both y.</param>
    /// <param name="codes">Number of codes. At least 1.</param>
    /// <exception cref="ArgumentException">The length is not mediators × 2 × codes, or the codes of some m and y do not sum to 1.</exception>
    public FrontDoorTable WithProxy(ReadOnlySpan<double> emission, int codes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(codes, 1);
        MetricInput.SameLength(emission.Length, Mediators * 2 * codes, nameof(emission));
        double[] chances = MetricInput.Probabilities(emission, nameof(emission));
        var joint = new double[Contexts * codes * 4];
        for (int m = 0; m < Mediators; m++)
        for (int y = 0; y < 2; y++)
        {
            ReadOnlySpan<double> row = chances.AsSpan((m * 2 + y) * codes, codes);
            double sum = 0;
            for (int code = 0; code < codes; code++)
            {
                sum += row[code];
                for (int xt = 0; xt < Contexts * 2; xt++)
                    joint[(xt * codes + code) * 2 + y] += row[code] * _joint[(xt * Mediators + m) * 2 + y];
            }

            // A few digits' rounding per code.
            if (Math.Abs(sum - 1) > 1e-9 * codes)
                throw new ArgumentException($"The chances of the proxy's codes must sum to 1 for every m and y; for m = {m}, y = {y} they sum to {sum}.", nameof(emission));
        }

        return new(joint, Contexts, codes);
    }

    private double FrontDoorAt(int x, int t) => OverMediators(m => Mediator(m, t, x), m => OverTreatments(m, x));

    /// <summary>Σ_t' P(t'|x) E[Y|m,t',x].</summary>
    private double OverTreatments(int m, int x)
    {
        double sum = 0;
        for (int t = 0; t < 2; t++)
            sum += Weighted(Sum(x, t) / Sum(x), Outcome(m, t, x));
        return sum;
    }

    private double OverContexts(Func<int, double> value)
    {
        double sum = 0;
        for (int x = 0; x < Contexts; x++)
            sum += Weighted(Sum(x), value(x));
        return sum;
    }

    private double OverMediators(Func<int, double> chance, Func<int, double> value)
    {
        double sum = 0;
        for (int m = 0; m < Mediators; m++)
            sum += Weighted(chance(m), value(m));
        return sum;
    }

    private double Mediator(int m, int t, int x) => Sum(x, t, m) / Sum(x, t);

    private double Outcome(int m, int t, int x) => Sum(x, t, m, 1) / Sum(x, t, m);

    // What cannot happen needs no value: 0 · NaN is to be 0.
    private static double Weighted(double chance, double value) => chance == 0 ? 0 : chance * value;

    private static FrontDoorContrast Contrast(Func<int, double> treatment) => new(treatment(0), treatment(1));

    /// <summary>The mass of the cells that agree with what is given; −1 stands for any value.</summary>
    private double Sum(int x = -1, int t = -1, int m = -1, int y = -1)
    {
        double sum = 0;
        for (int cell = 0; cell < _joint.Length; cell++)
        {
            int outcome = cell % 2, mediator = cell / 2 % Mediators, treatment = cell / 2 / Mediators % 2, context = cell / 4 / Mediators;
            if ((x < 0 || x == context) && (t < 0 || t == treatment) && (m < 0 || m == mediator) && (y < 0 || y == outcome))
                sum += _joint[cell];
        }

        return sum;
    }
}
