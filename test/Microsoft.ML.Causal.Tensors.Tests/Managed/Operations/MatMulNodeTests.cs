// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class MatMulNodeTests
{
    [TestMethod]
    [DataRow(false, false)]
    [DataRow(false, true)]
    [DataRow(true, false)]
    [DataRow(true, true)]
    public void Gradient_OfEveryForm_MatchesCentralDifferences(bool transposeA, bool transposeB)
    {
        Parameter<double> a = GradientCheck.Draw("a", transposeA ? new Shape(4, 3) : new Shape(3, 4));
        Parameter<double> b = GradientCheck.Draw("b", transposeB ? new Shape(5, 4) : new Shape(4, 5));
        GradientCheck.Run([a, b], tape => tape.MatMul(tape.Use(a), tape.Use(b), transposeA, transposeB));
    }

    [TestMethod]
    [DataRow(false, false)]
    [DataRow(false, true)]
    [DataRow(true, false)]
    [DataRow(true, true)]
    public void Gradient_OfEveryBatchedForm_MatchesCentralDifferences(bool transposeA, bool transposeB)
    {
        Parameter<double> a = GradientCheck.Draw("a", transposeA ? new Shape(2, 4, 3) : new Shape(2, 3, 4));
        Parameter<double> b = GradientCheck.Draw("b", transposeB ? new Shape(2, 5, 4) : new Shape(2, 4, 5));
        GradientCheck.Run([a, b], tape => tape.MatMul(tape.Use(a), tape.Use(b), transposeA, transposeB));
    }

    [TestMethod]
    public void MatMul_OfInnerExtentsThatDiffer_Throws()
    {
        Parameter<double> a = new("a", new Shape(3, 4)), b = new("b", new Shape(5, 6));
        using Tape<double> tape = new ManagedEngine(1).CreateTape([a, b]);
        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(() => tape.MatMul(tape.Use(a), tape.Use(b)));
        Assert.AreEqual("MatMul expects an inner extent of 4 on the right, got [5,6].", error.Message);
    }
}
