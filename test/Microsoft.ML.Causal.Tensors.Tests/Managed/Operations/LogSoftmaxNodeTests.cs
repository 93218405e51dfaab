// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class LogSoftmaxNodeTests
{
    [TestMethod]
    public void Gradient_OfLogSoftmax_MatchesCentralDifferences()
    {
        Parameter<double> x = GradientCheck.Draw("x", new Shape(3, 4));
        GradientCheck.Run([x], tape => tape.LogSoftmax(tape.Use(x)));
        GradientCheck.Run([x], tape => tape.LogSoftmax(tape.Use(x), [1, 0, 1, 1, 0, 0, 0, 1, 0, 1, 1, 1]));
    }
}
