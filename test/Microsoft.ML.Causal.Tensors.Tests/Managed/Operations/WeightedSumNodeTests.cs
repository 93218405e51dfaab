// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class WeightedSumNodeTests
{
    [TestMethod]
    public void Gradient_OfASum_MatchesCentralDifferences()
    {
        Parameter<double> x = GradientCheck.Draw("x", new Shape(3, 2));
        GradientCheck.Run([x], tape => tape.WeightedSum(tape.Use(x), [0.5, -1, 2, 0, 3, 0.25], 7));
        GradientCheck.Run([x], tape => tape.WeightedSum(tape.Use(x), default, 7));
    }

    [TestMethod]
    public void Value_OfAMillionFloats_IsSummedInDouble()
    {
        // A float sum of 1,000,000 tenths is off by about 1 %.
        var ones = new float[1_000_000];
        ones.AsSpan().Fill(0.1f);
        using Tape<float> tape = new ManagedEngine(1).CreateTape(Array.Empty<Parameter<float>>());
        Assert.AreEqual(0.1f, tape.WeightedSum(tape.Constant(ones, new Shape(ones.Length)), default, ones.Length).Scalar);
    }
}
