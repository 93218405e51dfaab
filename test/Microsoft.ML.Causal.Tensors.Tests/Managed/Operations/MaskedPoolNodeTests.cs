// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class MaskedPoolNodeTests
{
    private static readonly double[] Mask = [1, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 0];

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Gradient_OfPooling_MatchesCentralDifferences(bool mean)
    {
        Parameter<double> x = GradientCheck.Draw("x", new Shape(3, 4, 5));
        GradientCheck.Run([x], tape => tape.MaskedPool(tape.Use(x), Mask, mean));
    }

    [TestMethod]
    public void Mean_OfARowWithoutOnes_IsZero()
    {
        Parameter<double> x = GradientCheck.Draw("x", new Shape(3, 4, 2));
        using Tape<double> tape = new ManagedEngine(1).CreateTape([x]);
        var y = new double[6];
        tape.MaskedPool(tape.Use(x), Mask, mean: true).CopyTo(y);
        CollectionAssert.AreEqual(new double[2], y[4..]);
    }
}
