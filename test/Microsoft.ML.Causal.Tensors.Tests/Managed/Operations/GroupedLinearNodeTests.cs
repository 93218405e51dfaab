// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class GroupedLinearNodeTests
{
    public static IEnumerable<object[]> Activations => Enum.GetValues<Activation>().Select(activation => new object[] { activation });

    [TestMethod]
    [DynamicData(nameof(Activations))]
    public void Gradient_OfALayer_MatchesCentralDifferences(Activation activation)
    {
        bool positive = activation == Activation.Log;
        Parameter<double> x = GradientCheck.Draw("x", new Shape(9, 5), positive ? 0.2 : -1, 1), b = GradientCheck.Draw("b", new Shape(4), 0.2);
        Parameter<double> w = GradientCheck.Draw("w", new Shape(4, 5), positive ? 0.2 : -1, 1);
        GradientCheck.Run([x, w, b], tape => tape.Linear(tape.Use(x), tape.Use(w), tape.Use(b), activation));
    }

    [TestMethod]
    public void Gradient_OfALayerWithoutBias_MatchesCentralDifferences()
    {
        Parameter<double> x = GradientCheck.Draw("x", new Shape(9, 5)), w = GradientCheck.Draw("w", new Shape(4, 5));
        GradientCheck.Run([x, w], tape => tape.Linear(tape.Use(x), tape.Use(w), null, Activation.Tanh));
    }

    [TestMethod]
    public void Gradient_OfALayerOnAConstant_MatchesCentralDifferences()
    {
        Parameter<double> x = GradientCheck.Draw("x", new Shape(9, 5)), w = GradientCheck.Draw("w", new Shape(4, 5)), b = GradientCheck.Draw("b", new Shape(4));
        GradientCheck.Run([w, b], tape => tape.Linear(tape.Constant(x.Values, x.Shape), tape.Use(w), tape.Use(b), Activation.Silu));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    public void Gradient_OfGroups_MatchesCentralDifferences(int groups)
    {
        Parameter<double> x = GradientCheck.Draw("x", new Shape(7, groups * 3)), w = GradientCheck.Draw("w", new Shape(groups, 4, 3));
        Parameter<double> b = GradientCheck.Draw("b", new Shape(groups * 4));
        GradientCheck.Run([x, w, b], tape => tape.GroupedLinear(tape.Use(x), tape.Use(w), tape.Use(b), Activation.Silu));
    }

    [TestMethod]
    public void Gradient_OfAWeightUsedTwice_Adds()
    {
        Parameter<double> x = GradientCheck.Draw("x", new Shape(6, 4)), w = GradientCheck.Draw("w", new Shape(4, 4)), b = GradientCheck.Draw("b", new Shape(4));
        GradientCheck.Run([x, w, b], tape =>
        {
            Tensor<double> first = tape.Linear(tape.Use(x), tape.Use(w), tape.Use(b), Activation.Tanh);
            return tape.Linear(tape.Concat([tape.SliceColumns(first, 0, 2), tape.SliceColumns(first, 2, 2)]), tape.Use(w), tape.Use(b), Activation.Silu);
        });
    }

    [TestMethod]
    public void Groups_SideBySide_AreTheLayersOneByOne()
    {
        Parameter<double> x = GradientCheck.Draw("x", new Shape(35, 6 * 32)), w = GradientCheck.Draw("w", new Shape(6, 32, 32)), b = GradientCheck.Draw("b", new Shape(192));
        using Tape<double> tape = new ManagedEngine(1).CreateTape([x, w, b]);
        var grouped = new double[35 * 192];
        tape.GroupedLinear(tape.Use(x), tape.Use(w), tape.Use(b), Activation.Sigmoid).CopyTo(grouped);
        for (int g = 0; g < 6; g++)
        {
            Tensor<double> weight = tape.Constant(w.Values.AsSpan(g * 1024, 1024), new Shape(32, 32)), bias = tape.Constant(b.Values.AsSpan(g * 32, 32), new Shape(32));
            var alone = new double[35 * 32];
            tape.Linear(tape.SliceColumns(tape.Use(x), g * 32, 32), weight, bias, Activation.Sigmoid).CopyTo(alone);
            for (int i = 0; i < alone.Length; i++)
                Assert.AreEqual(alone[i], grouped[i / 32 * 192 + g * 32 + i % 32], $"group {g}, entry {i}");
        }
    }

    [TestMethod]
    public void Linear_OfShapesThatDoNotFit_NamesWhatItExpects()
    {
        Parameter<double> x = new("x", new Shape(9, 6)), w = new("w", new Shape(4, 5));
        using Tape<double> tape = new ManagedEngine(1).CreateTape([x, w]);
        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(() => tape.Linear(tape.Use(x), tape.Use(w), null));
        Assert.AreEqual("Linear expects x [n,5], got [9,6].", error.Message);
    }
}
