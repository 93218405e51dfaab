// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta;

[TestClass]
public class CoreParametersTests
{
    [TestMethod]
    public void UpdatePrecisions_OfTwoParameters_MatchesHandCalculation()
    {
        CoreParameters parameters = Two();
        parameters.UpdatePrecisions();

        // γ = 6/8 + 2/4 = 1.25, ‖θ‖² = .25: τ = 5. A flat prior stays flat.
        Assert.AreEqual(5, parameters.Groups[0].Precision, 1e-12);
        Assert.AreEqual(0, parameters.Groups[1].Precision);
    }

    [TestMethod]
    public void UpdatePrecisionsByExpectation_OfTwoParameters_MatchesHandCalculation()
    {
        CoreParameters parameters = Two();
        parameters.UpdatePrecisionsByExpectation();

        // 1/τ = (.25 + 1/8 + 1/4)/2.
        Assert.AreEqual(3.2, parameters.Groups[0].Precision, 1e-12);
    }

    [TestMethod]
    public void Variances_AreThoseOfThePosterior()
    {
        double[] variances = Two().Variances();
        CollectionAssert.AreEqual(new[] { 1.0 / 8, 1.0 / 4, 0 }, variances);
    }

    [TestMethod]
    public void Step_FromZero_MovesByTheStepSizeAgainstTheGradient()
    {
        CoreParameters parameters = Two();
        (parameters.Values[0], parameters.Values[1]) = (0, 0);
        (parameters.Gradient[0], parameters.Gradient[1], parameters.Gradient[2]) = (3, -.5, 1);
        parameters.Step(.1, 10, 100);

        // The first step of Adam is the step size, whatever the gradient's size, less ε; the last group has thrice the rate.
        Assert.AreEqual(-.1, parameters.Values[0], 1e-7);
        Assert.AreEqual(.1, parameters.Values[1], 1e-7);
        Assert.AreEqual(-.3, parameters.Values[2], 1e-7);
        Assert.IsTrue(parameters.Gradient.All(value => value == 0));
    }

    private static CoreParameters Two()
    {
        var parameters = new CoreParameters();
        parameters.Add("a", 2, precision: 2);
        parameters.Add("b", 1, learningRateScale: 3);
        parameters.Allocate(training: true);
        (parameters.Values[0], parameters.Values[1]) = (.3, .4);
        (parameters.Information[0], parameters.Information[1]) = (6, 2);
        return parameters;
    }
}
