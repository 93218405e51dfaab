// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class LayerNormNodeTests
{
    [TestMethod]
    public void Gradient_OfLayerNorm_MatchesCentralDifferences()
    {
        Parameter<double> x = GradientCheck.Draw("x", new Shape(3, 7)), w = GradientCheck.Draw("w", new Shape(7)), b = GradientCheck.Draw("b", new Shape(7));
        GradientCheck.Run([x, w, b], tape => tape.LayerNorm(tape.Use(x), tape.Use(w), tape.Use(b)));
    }
}
