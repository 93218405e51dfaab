// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class ReshapeNodeTests
{
    [TestMethod]
    public void Gradient_OfReshape_MatchesCentralDifferences()
    {
        Parameter<double> x = GradientCheck.Draw("x", new Shape(3, 8)), w = GradientCheck.Draw("w", new Shape(6, 4));
        GradientCheck.Run([x, w], tape => tape.Multiply(tape.Reshape(tape.Use(x), new Shape(6, 4)), tape.Use(w)));
    }

    [TestMethod]
    public void Reshape_ToAnotherLength_Throws()
    {
        Parameter<double> x = new("x", new Shape(3, 8));
        using Tape<double> tape = new ManagedEngine(1).CreateTape([x]);
        Assert.ThrowsExactly<ArgumentException>(() => tape.Reshape(tape.Use(x), new Shape(5, 5)));
    }
}
