// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.UniMvt.Losses;

[TestClass]
public class IntensityLossTests
{
    [TestMethod]
    public void Shares_HasTheGradientOfCentralDifferences()
    {
        Parameter<double> logits = GradientCheck.Draw("logits", new Shape(4, 3));
        double[] shares = [.2, .3, .5, 1, 0, 0, .1, .8, .1, 1 / 3.0, 1 / 3.0, 1 / 3.0], weight = [1, .5, 2, 0];
        GradientCheck.Run([logits], tape => IntensityLoss.Shares<double>(tape, tape.Use(logits), shares, weight, 7));
        GradientCheck.Run([logits], tape => IntensityLoss.Shares<double>(tape, tape.Use(logits), shares, default, 7));
    }

    [TestMethod]
    public void Shares_OfWholeTiers_IsTheCrossEntropyOfTheTiers()
    {
        Parameter<double> logits = GradientCheck.Draw("logits", new Shape(3, 2));
        using Tape<double> tape = new ManagedEngine(1).CreateTape([logits]);
        double[] weight = [1, 3, .5];

        double shares = IntensityLoss.Shares<double>(tape, tape.Use(logits), [0, 1, 1, 0, 0, 1], weight, 5).Scalar;

        // Sums of three terms of size 1 in double.
        Assert.AreEqual(tape.CrossEntropy(tape.Use(logits), [1, 0, 1], weight, 5).Scalar, shares, 1e-14);
    }
}
