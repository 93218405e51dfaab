// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class BinaryCrossEntropyNodeTests
{
    private static readonly double[] Target = [1, 0, 0.3, 1, 0, 1, 0], Weight = [1, 2, 0.5, 0, 1, 3, 1];

    [TestMethod]
    public void Gradient_OnLogits_MatchesCentralDifferences()
    {
        Parameter<double> z = GradientCheck.Draw("z", new Shape(7, 1), -4, 4);
        GradientCheck.Run([z], tape => tape.BinaryCrossEntropyWithLogits(tape.Use(z), Target, Weight, 5));
        GradientCheck.Run([z], tape => tape.BinaryCrossEntropyWithLogits(tape.Use(z), Target, default, 5));
    }

    [TestMethod]
    public void Gradient_OnProbabilities_MatchesCentralDifferences()
    {
        Parameter<double> p = GradientCheck.Draw("p", new Shape(7), 0.1, 0.9);
        GradientCheck.Run([p], tape => tape.BinaryCrossEntropy(tape.Use(p), Target, Weight, 5));
        GradientCheck.Run([p], tape => tape.BinaryCrossEntropy(tape.Use(p), Target, default, 5));
    }

    [TestMethod]
    public void Value_OnSureProbabilities_CountsZeroTimesLogZeroAsZero()
    {
        using Tape<double> tape = new ManagedEngine(1).CreateTape(Array.Empty<Parameter<double>>());
        Tensor<double> p = tape.Constant([1, 0, 0.5], new Shape(3));
        Assert.AreEqual(Math.Log(2), tape.BinaryCrossEntropy(p, [1.0, 0, 1], default, 1).Scalar, 1e-15);
    }

    [TestMethod]
    public void Value_OfARowOfWeightZero_DoesNotCount()
    {
        using Tape<double> tape = new ManagedEngine(1).CreateTape(Array.Empty<Parameter<double>>());
        Tensor<double> p = tape.Constant([0, 0.5], new Shape(2));
        Assert.AreEqual(Math.Log(2), tape.BinaryCrossEntropy(p, [1.0, 1], [0.0, 1], 1).Scalar, 1e-15);
    }

    [TestMethod]
    public void Value_OnLogitsOfEveryLength_IsTheFormula()
    {
        for (int length = 1; length <= 65; length++)
        {
            Parameter<double> z = GradientCheck.Draw($"z{length}", new Shape(length), -40, 40), y = GradientCheck.Draw($"y{length}", new Shape(length), 0, 1);
            using Tape<double> tape = new ManagedEngine(1).CreateTape([z]);
            double expected = z.Values.Zip(y.Values, (a, b) => Math.Max(a, 0) - a * b + double.LogP1(Math.Exp(-Math.Abs(a)))).Sum();
            double actual = tape.BinaryCrossEntropyWithLogits(tape.Use(z), y.Values, default, 1).Scalar;
            Assert.AreEqual(expected, actual, 1e-14 * length * 40, $"length {length}");    // rounding of `length` terms up to 40
        }
    }
}
