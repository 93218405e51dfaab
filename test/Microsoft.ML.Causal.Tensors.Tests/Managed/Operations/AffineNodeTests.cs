// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class AffineNodeTests
{
    [TestMethod]
    public void Gradient_OfAffine_MatchesCentralDifferences()
    {
        Parameter<double> x = GradientCheck.Draw("x", new Shape(3, 7));
        GradientCheck.Run([x], tape => tape.Affine(tape.Use(x), -1.7, 0.3));
    }

    [TestMethod]
    public void Value_OfAffine_IsScaledAndShifted()
    {
        Parameter<double> x = new("x", new Shape(3));
        (x.Values[0], x.Values[1], x.Values[2]) = (1, 2, -4);
        using Tape<double> tape = new ManagedEngine(1).CreateTape([x]);
        var y = new double[3];
        tape.Affine(tape.Use(x), 0.5, 3).CopyTo(y);
        CollectionAssert.AreEqual(new[] { 3.5, 4, 1 }, y);
    }
}
