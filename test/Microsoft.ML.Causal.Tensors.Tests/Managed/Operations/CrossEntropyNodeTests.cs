// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class CrossEntropyNodeTests
{
    [TestMethod]
    public void Gradient_OfCrossEntropy_MatchesCentralDifferences()
    {
        Parameter<double> x = GradientCheck.Draw("x", new Shape(4, 5));
        GradientCheck.Run([x], tape => tape.CrossEntropy(tape.Use(x), [1, 0, 4, 2], [1, 0.5, 0, 2], 3));
        GradientCheck.Run([x], tape => tape.CrossEntropy(tape.Use(x), [1, 0, 4, 2], default, 3));
    }

    [TestMethod]
    public void CrossEntropy_OfATargetOutside_Throws()
    {
        using Tape<double> tape = new ManagedEngine(1).CreateTape(Array.Empty<Parameter<double>>());
        Tensor<double> x = tape.Constant([1, 2], new Shape(1, 2));
        Assert.ThrowsExactly<ArgumentException>(() => tape.CrossEntropy(x, [2], default, 1));
    }
}
