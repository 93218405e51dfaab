// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class TapeExtensionsTests
{
    private static readonly double[] Mask = [1, 0, 1, 1, 0, 0, 0, 1, 0, 1, 1, 1];

    [TestMethod]
    public void Gradient_OfTheGruCell_MatchesCentralDifferences()
    {
        Parameter<double> x = GradientCheck.Draw("x", new Shape(4, 2)), h = GradientCheck.Draw("h", new Shape(4, 3)), wi = GradientCheck.Draw("wi", new Shape(9, 2));
        Parameter<double> wh = GradientCheck.Draw("wh", new Shape(9, 3)), bi = GradientCheck.Draw("bi", new Shape(9)), bh = GradientCheck.Draw("bh", new Shape(9));
        GradientCheck.Run(
            [x, h, wi, wh, bi, bh],
            tape => tape.GruCell(tape.Use(x), tape.Use(h), tape.Use(wi), tape.Use(wh), tape.Use(bi), tape.Use(bh)));
    }

    [TestMethod]
    public void Gradient_OfThePools_MatchesCentralDifferences()
    {
        Parameter<double> x = GradientCheck.Draw("x", new Shape(3, 4, 2)), q = GradientCheck.Draw("q", new Shape(2)), g = GradientCheck.Draw("g", new Shape(1, 2));
        Parameter<double> b = GradientCheck.Draw("b", new Shape(1)), v = GradientCheck.Draw("v", new Shape(3, 2)), c = GradientCheck.Draw("c", new Shape(3));
        GradientCheck.Run([x, q], tape => tape.MaskedAttentionPool(tape.Use(x), tape.Use(q), Mask));
        GradientCheck.Run([x, g, b, v, c], tape => tape.GatedSumPool(tape.Use(x), tape.Use(g), tape.Use(b), tape.Use(v), tape.Use(c), Mask));
    }

    [TestMethod]
    public void Gradient_OfTheRowLosses_MatchesCentralDifferences()
    {
        Parameter<double> x = GradientCheck.Draw("x", new Shape(3, 1)), y = GradientCheck.Draw("y", new Shape(3, 1));
        GradientCheck.Run([x, y], tape => tape.MeanSquaredError(tape.Use(x), tape.Use(y)));
        GradientCheck.Run([x], tape => tape.BinaryCrossEntropyRows(tape.Use(x), [1, 0, 1], [2, 0.5, 1]));
    }
}
