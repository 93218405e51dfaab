// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Losses;

[TestClass]
public class InfoNceLossTests
{
    // Values in the file have 12 digits, one percent of the tolerance.
    private const double Tolerance = 1e-8;

    private static readonly Golden File = Golden.Open("almmta-paper-terms.json")["info_nce"];
    private static readonly double Temperature = File["temperature"].Number;

    [TestMethod]
    public void InBatch_GoldenKeys_GivesValueAndGradients() =>
        Check("in_batch", (tape, anchor, positive) => InfoNceLoss.InBatch(tape, anchor, positive, Temperature));

    [TestMethod]
    public void WithQueue_GoldenKeys_GivesValueAndGradients() =>
        Check("in_batch_plus_queue", (tape, anchor, positive) => InfoNceLoss.WithQueue(tape, anchor, positive, File["queue"].Data, Temperature));

    [TestMethod]
    public void Momentum_GoldenKeys_GivesValueAndGradientOfAnchorsOnly() =>
        Check(
            "momentum_key_and_queue_only",
            (tape, anchor, _) => InfoNceLoss.Momentum(tape, anchor, File["momentum_key"].Data, File["queue"].Data, Temperature));

    [TestMethod]
    public void WithQueue_DrawnKeys_AgreesWithCentralDifferences()
    {
        Parameter<double> anchor = GradientCheck.Draw("anchor", new Shape(3, 4)), positive = GradientCheck.Draw("positive", new Shape(3, 4));
        double[] queue = [0.6, 0.8, 0, 0, 0, 0, 1, 0];
        GradientCheck.Run([anchor, positive], tape => InfoNceLoss.WithQueue(tape, tape.Use(anchor), tape.Use(positive), queue, 0.5));
    }

    [TestMethod]
    [DataRow(0.1, 0.0009568240)]
    [DataRow(1.0, 0.6229740119)]
    public void Momentum_KnownCosines_GivesPrintedValue(double temperature, double expected)
    {
        // Cosines .9 with the own key, .2 and −.1 with the queue: the anchor is the first axis.
        Parameter<double> anchor = new("anchor", new Shape(1, 2));
        anchor.Values[0] = 2;
        using Tape<double> tape = new ManagedEngine(threads: 1).CreateTape<double>([anchor]);
        double[] queue = [0.2, Math.Sqrt(1 - 0.04), -0.1, Math.Sqrt(1 - 0.01)];
        double value = InfoNceLoss.Momentum(tape, tape.Use(anchor), [0.9, Math.Sqrt(1 - 0.81)], queue, temperature).Scalar;

        // The expected values are printed with ten decimals.
        Assert.AreEqual(expected, value, 1e-10);
    }

    private static void Check(string name, Func<Tape<double>, Tensor<double>, Tensor<double>, Tensor<double>> loss)
    {
        Golden golden = File[name];
        Parameter<double> anchor = File["anchor"].Parameter("anchor"), positive = File["positive"].Parameter("positive");
        using Tape<double> tape = new ManagedEngine(threads: 1).CreateTape<double>([anchor, positive]);
        Tensor<double> value = loss(tape, tape.Use(anchor), tape.Use(positive));
        tape.Backward(value);

        golden["value"].AssertClose([value.Scalar], Tolerance, name);
        golden["gradient_anchor"].AssertClose(anchor.Gradient, Tolerance, $"{name}, ∂anchor");
        if (golden.Has("gradient_positive"))
            golden["gradient_positive"].AssertClose(positive.Gradient, Tolerance, $"{name}, ∂positive");
        else
            CollectionAssert.AreEqual(new double[positive.Values.Length], positive.Gradient);
    }
}
