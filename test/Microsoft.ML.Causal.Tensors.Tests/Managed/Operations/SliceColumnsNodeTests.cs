// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class SliceColumnsNodeTests
{
    [TestMethod]
    public void Gradient_OfOverlappingSlices_MatchesCentralDifferences()
    {
        Parameter<double> x = GradientCheck.Draw("x", new Shape(5, 7));
        GradientCheck.Run([x], tape => tape.Multiply(tape.SliceColumns(tape.Use(x), 1, 4), tape.SliceColumns(tape.Use(x), 3, 4)));
    }

    [TestMethod]
    public void SliceColumns_PastTheEnd_Throws()
    {
        Parameter<double> x = new("x", new Shape(5, 7));
        using Tape<double> tape = new ManagedEngine(1).CreateTape([x]);
        Assert.ThrowsExactly<ArgumentException>(() => tape.SliceColumns(tape.Use(x), 4, 4));
    }
}
