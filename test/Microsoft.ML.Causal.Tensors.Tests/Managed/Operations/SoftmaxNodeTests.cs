// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class SoftmaxNodeTests
{
    private static readonly double[] Mask = [1, 0, 1, 1, 0, 0, 0, 1, 0, 1, 1, 1];

    [TestMethod]
    public void Gradient_OfSoftmax_MatchesCentralDifferences()
    {
        Parameter<double> x = GradientCheck.Draw("x", new Shape(3, 4));
        GradientCheck.Run([x], tape => tape.Softmax(tape.Use(x)));
        GradientCheck.Run([x], tape => tape.Softmax(tape.Use(x), Mask));
    }

    [TestMethod]
    public void Value_OfARowWithoutAKeptPosition_IsZero()
    {
        using Tape<double> tape = new ManagedEngine(1).CreateTape(Array.Empty<Parameter<double>>());
        var y = new double[2];
        tape.Softmax(tape.Constant([3, 4], new Shape(1, 2)), [0.0, 0.0]).CopyTo(y);
        CollectionAssert.AreEqual(new double[2], y);
    }

    [TestMethod]
    public void Value_OfLargeLogits_DoesNotOverflow()
    {
        using Tape<float> tape = new ManagedEngine(1).CreateTape(Array.Empty<Parameter<float>>());
        var y = new float[2];
        tape.Softmax(tape.Constant([1e30f, -1e30f], new Shape(1, 2))).CopyTo(y);
        CollectionAssert.AreEqual(new float[] { 1, 0 }, y);
    }

    [TestMethod]
    public void Value_OfEveryWidth_IsTheFormula()
    {
        for (int width = 1; width <= 65; width++)
        {
            Parameter<double> x = GradientCheck.Draw($"x{width}", new Shape(3, width), -20, 20);
            using Tape<double> tape = new ManagedEngine(1).CreateTape([x]);
            var y = new double[3 * width];
            tape.Softmax(tape.Use(x)).CopyTo(y);
            for (int i = 0; i < y.Length; i++)
            {
                double sum = x.Values[(i / width * width)..(i / width * width + width)].Sum(Math.Exp);
                Assert.AreEqual(Math.Exp(x.Values[i]) / sum, y[i], 1e-14, $"width {width}, entry {i}");    // rounding of a sum of 65
            }
        }
    }
}
