// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class ScaleGradientNodeTests
{
    [TestMethod]
    [DataRow(0.0)]
    [DataRow(-2.5)]
    [DataRow(1.0)]
    public void Gradient_ThroughIt_IsMultiplied(double factor)
    {
        Parameter<double> x = GradientCheck.Draw("x", new Shape(2, 3));
        using Tape<double> tape = new ManagedEngine(1).CreateTape([x]);
        Tensor<double> scaled = tape.ScaleGradient(tape.Use(x), factor);
        var value = new double[6];
        scaled.CopyTo(value);
        CollectionAssert.AreEqual(x.Values, value);
        tape.Backward(tape.WeightedSum(scaled, [1, 2, 3, 4, 5, 6], 1));
        CollectionAssert.AreEqual(new[] { factor, 2 * factor, 3 * factor, 4 * factor, 5 * factor, 6 * factor }, x.Gradient);
    }

    [TestMethod]
    public void Detach_OfOneOfTwoUses_LeavesTheOther()
    {
        Parameter<double> x = new("x", new Shape(1));
        x.Values[0] = 3;
        using Tape<double> tape = new ManagedEngine(1).CreateTape([x]);
        tape.Backward(tape.Multiply(tape.Use(x), tape.Detach(tape.Use(x))));
        Assert.AreEqual(3, x.Gradient[0]);
    }
}
