// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class RouteGradientsNodeTests
{
    [TestMethod]
    public void RouteGradients_ReadersInAgreement_AddsTheirGradients()
    {
        // The upstream of both readers is the same, so no stake is negative and the routed gradient is a derivative.
        Parameter<double> x = GradientCheck.Draw("x", new Shape(3, 2));
        GradientCheck.Run([x], tape =>
        {
            Tensor<double> routed = tape.RouteGradients(tape.Use(x), 2);
            Tensor<double> sum = tape.Add(tape.SliceColumns(routed, 0, 2), tape.SliceColumns(routed, 2, 2));
            return tape.Activate(sum, Activation.Square);
        });
    }

    [TestMethod]
    public void RouteGradients_ReaderInConflict_LosesItsPartAlongTheFirst()
    {
        Parameter<double> x = GradientCheck.Draw("x", new Shape(2, 2));
        using Tape<double> tape = new ManagedEngine(threads: 1).CreateTape<double>([x]);
        Tensor<double> routed = tape.RouteGradients(tape.Use(x), 2);

        // Row 0: g0 = (2, 0), g1 = (−3, 1) keeps (0, 1). Row 1: g0 = (1, 1), g1 = (2, −1) agrees, 1 ≥ 0, and flows whole.
        tape.Backward(tape.WeightedSum(routed, [2.0, 0, -3, 1, 1, 1, 2, -1], 1));
        CollectionAssert.AreEqual(new double[] { 2, 1, 3, 0 }, x.Gradient);
    }

    [TestMethod]
    public void RouteGradients_FirstReaderWithoutGradient_LetsOthersPass()
    {
        Parameter<double> x = GradientCheck.Draw("x", new Shape(1, 2));
        using Tape<double> tape = new ManagedEngine(threads: 1).CreateTape<double>([x]);
        tape.Backward(tape.WeightedSum(tape.RouteGradients(tape.Use(x), 2), [0.0, 0, -3, 1], 1));
        CollectionAssert.AreEqual(new double[] { -3, 1 }, x.Gradient);
    }
}
