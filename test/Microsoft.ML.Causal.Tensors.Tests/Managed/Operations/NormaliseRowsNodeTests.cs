// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class NormaliseRowsNodeTests
{
    [TestMethod]
    public void Gradient_OfNormaliseRows_MatchesCentralDifferences()
    {
        Parameter<double> x = GradientCheck.Draw("x", new Shape(3, 7));
        GradientCheck.Run([x], tape => tape.NormaliseRows(tape.Use(x)));
    }
}
