// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class GatherRowsNodeTests
{
    [TestMethod]
    public void Gradient_OfRepeatedRows_MatchesCentralDifferences()
    {
        Parameter<double> x = GradientCheck.Draw("x", new Shape(4, 3));
        GradientCheck.Run([x], tape => tape.GatherRows(tape.Activate(tape.Use(x), Activation.Tanh), [2, 0, 2, 2, 3]));
    }

    [TestMethod]
    public void Gradient_OfATable_MatchesCentralDifferences()
    {
        Parameter<double> table = GradientCheck.Draw("table", new Shape(4, 3));
        GradientCheck.Run([table], tape => tape.Activate(tape.Embedding(tape.Use(table), [2, 0, 2, 2, 3]), Activation.Square));
    }

    [TestMethod]
    public void Gradient_OfATableThatIsAlsoPenalised_MatchesCentralDifferences()
    {
        Parameter<double> table = GradientCheck.Draw("table", new Shape(4, 3));
        GradientCheck.Run([table], tape => tape.Add(
            tape.WeightedSum(tape.Activate(tape.Use(table), Activation.Square), default, 7),
            tape.WeightedSum(tape.Activate(tape.Embedding(tape.Use(table), [1, 3, 1]), Activation.Sine), default, 3)));
    }

    [TestMethod]
    public void Gradient_OfLaterSteps_HoldsNothingOfEarlierOnes()
    {
        Parameter<double> table = GradientCheck.Draw("table", new Shape(4, 2));
        using Tape<double> tape = new ManagedEngine(1).CreateTape([table]);
        Step(tape => tape.Embedding(tape.Use(table), [1, 3]), [0, 0, 1, 1, 0, 0, 1, 1]);
        Step(tape => tape.Embedding(tape.Use(table), [0, 0]), [2, 2, 0, 0, 0, 0, 0, 0]);
        Step(tape => tape.Use(table), [1, 1, 1, 1, 1, 1, 1, 1]);
        Step(tape => tape.Embedding(tape.Use(table), [2]), [0, 0, 0, 0, 1, 1, 0, 0]);
        Step(tape => tape.Add(tape.Embedding(tape.Use(table), [2, 1, 0, 3]), tape.Use(table)), [2, 2, 2, 2, 2, 2, 2, 2]);
        Step(tape => tape.Constant([1, 2], new Shape(2)), new double[8]);

        void Step(Func<Tape<double>, Tensor<double>> record, double[] expected)
        {
            tape.Reset();
            tape.Backward(tape.WeightedSum(record(tape), default, 1));
            CollectionAssert.AreEqual(expected, table.Gradient);
        }
    }

    [TestMethod]
    public void Embedding_OfAnIdOutside_Throws()
    {
        Parameter<double> table = new("table", new Shape(4, 2));
        using Tape<double> tape = new ManagedEngine(1).CreateTape([table]);
        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(() => tape.Embedding(tape.Use(table), [0, 4]));
        Assert.AreEqual("Embedding expects row numbers from 0 to 3; number 1 is outside.", error.Message);
    }
}
