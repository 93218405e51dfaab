// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class ConcatNodeTests
{
    [TestMethod]
    public void Gradient_OfConcat_MatchesCentralDifferences()
    {
        Parameter<double> a = GradientCheck.Draw("a", new Shape(5, 3)), b = GradientCheck.Draw("b", new Shape(5, 1)), c = GradientCheck.Draw("c", new Shape(5, 4));
        GradientCheck.Run([a, b, c], tape => tape.Concat([tape.Use(a), tape.Use(b), tape.Use(c), tape.Use(a)]));
    }

    [TestMethod]
    public void Concat_OfDifferentRows_Throws()
    {
        Parameter<double> a = new("a", new Shape(5, 3)), b = new("b", new Shape(4, 3));
        using Tape<double> tape = new ManagedEngine(1).CreateTape([a, b]);
        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(() => tape.Concat([tape.Use(a), tape.Use(b)]));
        Assert.AreEqual("Concat expects parts of 5 rows, got [4,3].", error.Message);
    }
}
