// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class PeriodicEncodingNodeTests
{
    [TestMethod]
    public void Gradient_OfTheEncoding_MatchesCentralDifferences()
    {
        Parameter<double> z = GradientCheck.Draw("z", new Shape(6, 3)), c = GradientCheck.Draw("c", new Shape(3, 4), -0.5, 0.5);
        Parameter<double> w = GradientCheck.Draw("w", new Shape(3, 5, 9)), b = GradientCheck.Draw("b", new Shape(15));
        GradientCheck.Run([c, w, b], tape => tape.PeriodicEncoding(tape.Constant(z.Values, z.Shape), tape.Use(c), tape.Use(w), tape.Use(b)));
    }

    [TestMethod]
    [DataRow(37, 3, 4, 5)]
    [DataRow(64, 8, 8, 8)]
    [DataRow(1, 1, 1, 1)]
    public void Value_OfTheEncoding_IsTheFormula(int n, int d, int waves, int width)
    {
        Parameter<double> z = GradientCheck.Draw("z", new Shape(n, d), -3, 3), c = GradientCheck.Draw("c", new Shape(d, waves), -0.5, 0.5);
        Parameter<double> w = GradientCheck.Draw("w", new Shape(d, width, 2 * waves + 1)), b = GradientCheck.Draw("b", new Shape(d * width));
        using Tape<double> tape = new ManagedEngine(1).CreateTape([c, w, b]);
        var y = new double[n * d * width];
        tape.PeriodicEncoding(tape.Constant(z.Values, z.Shape), tape.Use(c), tape.Use(w), tape.Use(b)).CopyTo(y);
        for (int at = 0; at < y.Length; at++)
        {
            int unit = at % (d * width), i = unit / width, offset = unit * (2 * waves + 1);
            double value = z.Values[at / (d * width) * d + i], sum = b.Values[unit] + w.Values[offset + 2 * waves] * value;
            for (int k = 0; k < waves; k++)
            {
                double angle = 2 * Math.PI * c.Values[i * waves + k] * value;
                sum += w.Values[offset + k] * Math.Sin(angle) + w.Values[offset + waves + k] * Math.Cos(angle);
            }

            Assert.AreEqual(Math.Max(sum, 0), y[at], 1e-13, $"entry {at}");    // rounding of a sum of 18 terms near 1
        }
    }

    [TestMethod]
    public void PeriodicEncoding_OfFeaturesThatTrain_Throws()
    {
        Parameter<double> z = new("z", new Shape(2, 1)), c = new("c", new Shape(1, 1)), w = new("w", new Shape(1, 1, 3)), b = new("b", new Shape(1));
        using Tape<double> tape = new ManagedEngine(1).CreateTape([z, c, w, b]);
        Assert.ThrowsExactly<ArgumentException>(() => tape.PeriodicEncoding(tape.Use(z), tape.Use(c), tape.Use(w), tape.Use(b)));
    }
}
