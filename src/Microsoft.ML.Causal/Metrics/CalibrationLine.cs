// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>Calibration slope and intercept: logistic regression of the label on the logit of the prediction (Cox 1958).</summary>
/// <remarks>
/// <code>P(y = 1) = σ( a + b · logit p ),   maximum likelihood in (a, b)</code>
/// b = 1 and a = 0 for a calibrated model; b &lt; 1 means predictions too extreme (overfitting), b &gt; 1 too timid; a shifts all logits, as
/// a change of the base rate does. <see cref="CalibrationInTheLarge"/> is a when b is held at 1. Unit of a: nats of log-odds.
/// </remarks>
/// <param name="Slope">b; NaN when undefined.</param>
/// <param name="Intercept">a; NaN when undefined.</param>
/// <param name="CalibrationInTheLarge">The intercept at b = 1; NaN when undefined.</param>
/// <param name="Reason">Why the numbers are NaN, or null.</param>
public sealed record CalibrationLine(double Slope, double Intercept, double CalibrationInTheLarge, string? Reason)
{
    private const int MaxIterations = 100;

    /// <summary>Fits the line; predictions are first moved into [1e-12, 1 − 1e-12], so that logits are finite.</summary>
    /// <param name="probability">p = P(y = 1), one per row, in [0, 1].</param>
    /// <param name="label">y, one per row.</param>
    /// <param name="weight">w, one per row, at least 0; empty means 1.</param>
    /// <exception cref="ArgumentException">The spans are empty, differ in length or hold values out of range.</exception>
    public static CalibrationLine Compute<T>(ReadOnlySpan<T> probability, ReadOnlySpan<bool> label, ReadOnlySpan<T> weight = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        MetricInput.NotEmpty(probability.Length, nameof(probability));
        MetricInput.SameLength(label.Length, probability.Length, nameof(label));
        double[] logit = MetricInput.Probabilities(probability, nameof(probability));
        double[] w = MetricInput.Weights(weight, logit.Length, nameof(weight));
        double positives = 0, total = 0;
        for (int i = 0; i < logit.Length; i++)
        {
            double p = Math.Clamp(logit[i], 1e-12, 1 - 1e-12);
            logit[i] = Math.Log(p / (1 - p));
            positives += label[i] ? w[i] : 0;
            total += w[i];
        }

        if (!(positives > 0 && positives < total))
            return new CalibrationLine(double.NaN, double.NaN, double.NaN, "The label has one class only.");

        double? large = Fit(logit, label, w, fitSlope: false, out _);
        double? intercept = Fit(logit, label, w, fitSlope: true, out double slope);
        return intercept is { } a
            ? new CalibrationLine(slope, a, large ?? double.NaN, null)
            : new CalibrationLine(double.NaN, double.NaN, large ?? double.NaN,
                "The line has no finite fit: the predictions are constant or separate the classes.");
    }

    /// <summary>Newton's method on the likelihood, with halved steps; the intercept, or null where it does not converge.</summary>
    private static double? Fit(double[] logit, ReadOnlySpan<bool> label, double[] w, bool fitSlope, out double slope)
    {
        double a = 0;
        slope = 1;
        double loss = Loss(logit, label, w, a, slope);
        for (int iteration = 0; iteration < MaxIterations; iteration++)
        {
            double ga = 0, gb = 0, haa = 0, hab = 0, hbb = 0;
            for (int i = 0; i < logit.Length; i++)
            {
                double p = 1 / (1 + Math.Exp(-(a + slope * logit[i])));
                double residual = w[i] * (p - (label[i] ? 1 : 0)), curvature = w[i] * p * (1 - p);
                ga += residual;
                gb += residual * logit[i];
                haa += curvature;
                hab += curvature * logit[i];
                hbb += curvature * logit[i] * logit[i];
            }

            double determinant = haa * hbb - hab * hab;
            if (!(haa > 0) || (fitSlope && !(determinant > 1e-12 * haa * hbb)))
                return null;
            double da = fitSlope ? (hbb * ga - hab * gb) / determinant : ga / haa;
            double db = fitSlope ? (haa * gb - hab * ga) / determinant : 0;

            double step = 1, next = Loss(logit, label, w, a - da, slope - db);
            while (!(next <= loss) && step > 1e-10)
            {
                step /= 2;
                next = Loss(logit, label, w, a - step * da, slope - step * db);
            }

            a -= step * da;
            slope -= step * db;
            loss = next;
            if (Math.Abs(da) + Math.Abs(db) < 1e-10 * (1 + Math.Abs(a) + Math.Abs(slope)))
                return a;
        }

        return null;
    }

    private static double Loss(double[] logit, ReadOnlySpan<bool> label, double[] w, double a, double b)
    {
        double sum = 0;
        for (int i = 0; i < logit.Length; i++)
        {
            double z = a + b * logit[i];
            sum += w[i] * (Math.Max(z, 0) - (label[i] ? z : 0) + LogOnePlus.Of(Math.Exp(-Math.Abs(z))));
        }

        return sum;
    }
}
