// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class ClampNodeTests
{
    [TestMethod]
    public void Gradient_OfClamp_MatchesCentralDifferences()
    {
        // No entry is within the step of a bound, where the function has no derivative.
        Parameter<double> x = GradientCheck.Draw("x", new Shape(5, 7));
        Assert.IsFalse(x.Values.Any(v => Math.Abs(v - 0.7) < 1e-4 || Math.Abs(v + 0.9) < 1e-4));
        GradientCheck.Run([x], tape => tape.Clamp(tape.Use(x), -0.9, 0.7));
    }

    [TestMethod]
    public void Gradient_OnTheBound_IsZero()
    {
        Parameter<double> x = new("x", new Shape(2));
        (x.Values[0], x.Values[1]) = (0.25, 0.75);
        using Tape<double> tape = new ManagedEngine(1).CreateTape([x]);
        tape.Backward(tape.WeightedSum(tape.Clamp(tape.Use(x), 0.25, 0.75), default, 1));
        CollectionAssert.AreEqual(new double[2], x.Gradient);
    }

    [TestMethod]
    public void Clamp_WithTheBoundsSwapped_Throws()
    {
        using Tape<double> tape = new ManagedEngine(1).CreateTape(Array.Empty<Parameter<double>>());
        Tensor<double> x = tape.Constant([1], new Shape(1));
        Assert.ThrowsExactly<ArgumentException>(() => tape.Clamp(x, 2, 1));
    }
}
