// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class MixtureNodeTests
{
    [TestMethod]
    public void Gradient_OfAMixtureThatTrainsAll_MatchesCentralDifferences()
    {
        Parameter<double> experts = GradientCheck.Draw("experts", new Shape(5, 3 * 4)), gate = GradientCheck.Draw("gate", new Shape(5, 3));
        GradientCheck.Run([experts, gate], tape => tape.Mixture(tape.Use(experts), tape.Use(gate), [true, true, true]));
    }

    [TestMethod]
    public void Gradient_OfExpertsThatDoNotTrain_IsZeroAndTheGatesIsWhole()
    {
        Parameter<double> experts = GradientCheck.Draw("experts", new Shape(5, 3 * 4)), gate = GradientCheck.Draw("gate", new Shape(5, 3));
        double[] all = Gradient(experts, gate, [true, true, true], out double[] gateOfAll);
        double[] some = Gradient(experts, gate, [true, false, true], out double[] gateOfSome);
        CollectionAssert.AreEqual(gateOfAll, gateOfSome);
        for (int i = 0; i < some.Length; i++)
            Assert.AreEqual(i % 12 / 4 == 1 ? 0 : all[i], some[i], $"entry {i}");
    }

    [TestMethod]
    public void Gradient_OfTwoMixturesOfTheSameExperts_MatchesCentralDifferences()
    {
        Parameter<double> x = GradientCheck.Draw("x", new Shape(5, 3 * 4)), gate = GradientCheck.Draw("gate", new Shape(5, 3));
        GradientCheck.Run([x, gate], tape =>
        {
            Tensor<double> experts = tape.Activate(tape.Use(x), Activation.Silu), g = tape.Softmax(tape.Use(gate));
            return tape.Multiply(tape.Mixture(experts, g, [true, true, true]), tape.Mixture(experts, tape.Activate(g, Activation.Square), [true, true, true]));
        });
    }

    private static double[] Gradient(Parameter<double> experts, Parameter<double> gate, bool[] trains, out double[] gateGradient)
    {
        using Tape<double> tape = new ManagedEngine(1).CreateTape([experts, gate]);
        Tensor<double> u = tape.Mixture(tape.Use(experts), tape.Use(gate), trains);
        tape.Backward(tape.WeightedSum(tape.Activate(u, Activation.Sine), default, 1));
        gateGradient = (double[])gate.Gradient.Clone();
        return (double[])experts.Gradient.Clone();
    }
}
