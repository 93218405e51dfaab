// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

/// <summary>Compares a tape's gradients with central differences.</summary>
internal static class GradientCheck
{
    /// <summary>A parameter filled from the uniform distribution on [low, high), by its name.</summary>
    public static Parameter<double> Draw(string name, Shape shape, double low = -1.5, double high = 1.5)
    {
        var parameter = new Parameter<double>(name, shape);
        new RandomStream(20260101, name).FillUniform(parameter.Values.AsSpan(), low, high);
        return parameter;
    }

    /// <summary>Compares ∂loss/∂p with (loss(p+h) − loss(p−h))/2h for every element of every parameter.</summary>
    /// <param name="parameters">All parameters that <paramref name="output"/> uses.</param>
    /// <param name="output">Records the function; a result that is no scalar is weighted with fixed random numbers and summed, so that the upstream gradient is not uniform.</param>
    /// <param name="tolerance">Largest difference, relative to the larger of 1 and both numbers.</param>
    public static void Run(
        IReadOnlyList<Parameter<double>> parameters, Func<Tape<double>, Tensor<double>> output, double tolerance = 1e-8)
    {
        using Tape<double> tape = new ManagedEngine(threads: 1).CreateTape(parameters);
        tape.Backward(Scalar(tape, output));
        double[][] gradients = [.. parameters.Select(parameter => (double[])parameter.Gradient.Clone())];

        // ∛ε balances the O(h²) truncation error against the O(ε/h) rounding error; both are then near 4e-11.
        double h = Math.Cbrt(double.BitIncrement(1) - 1);
        for (int p = 0; p < parameters.Count; p++)
        {
            double[] values = parameters[p].Values;
            for (int i = 0; i < values.Length; i++)
            {
                double original = values[i];
                values[i] = original + h;
                double above = Scalar(tape, output).Scalar;
                values[i] = original - h;
                double below = Scalar(tape, output).Scalar;
                values[i] = original;

                double numeric = (above - below) / (2 * h), analytic = gradients[p][i];
                double error = Math.Abs(numeric - analytic) / Math.Max(1, Math.Max(Math.Abs(numeric), Math.Abs(analytic)));
                Assert.IsTrue(
                    error <= tolerance,
                    $"{parameters[p].Name} {parameters[p].Shape}, element {i}: tape says {analytic:R}, differences say {numeric:R} (error {error:E1} > {tolerance:E1}).");
            }
        }
    }

    private static Tensor<double> Scalar(Tape<double> tape, Func<Tape<double>, Tensor<double>> output)
    {
        tape.Reset();
        Tensor<double> result = output(tape);
        if (result.Shape.Length == 1)
            return result;
        var upstream = new double[result.Shape.Length];
        new RandomStream(20260102, "upstream").FillUniform(upstream.AsSpan(), -2, 2);
        return tape.WeightedSum(result, upstream, 1);
    }
}
