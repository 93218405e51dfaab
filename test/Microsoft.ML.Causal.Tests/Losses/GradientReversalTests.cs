// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Losses;

[TestClass]
public class GradientReversalTests
{
    // Values in the file have 12 digits, one percent of the tolerance.
    private const double Tolerance = 1e-8;

    private static readonly Golden File = Golden.Open("almmta-paper-terms.json")["gradient_reversal"];

    [TestMethod]
    public void Apply_GoldenInput_KeepsValuesAndReversesGradients()
    {
        Parameter<double> x = File["x"].Parameter("x");
        using Tape<double> tape = new ManagedEngine(threads: 1).CreateTape<double>([x]);
        Tensor<double> output = GradientReversal.Apply(tape, tape.Use(x), File["lam"].Number);
        var values = new double[x.Values.Length];
        output.CopyTo(values);
        tape.Backward(tape.WeightedSum(output, File["upstream"].Data, 1));

        File["output"].AssertClose(values, Tolerance, "output");
        File["gradient_x"].AssertClose(x.Gradient, Tolerance, "gradient");
    }

    [TestMethod]
    public void Strength_GoldenProgress_Anneals()
    {
        Golden annealing = File["annealing"];
        double maximum = annealing["lambda_max"].Number;
        annealing["lam"].AssertClose(
            [.. annealing["progress"].Data.Select(progress => GradientReversal.Strength(progress, maximum))], Tolerance, "λ");
    }

    [TestMethod]
    public void Adversary_GoldenRepresentation_LearnsWhileRepresentationUnlearns()
    {
        Golden golden = File["adversary"];
        Parameter<double> m = golden["M"].Parameter("M");
        var head = new Mlp<double>("adversary", m.Shape.Columns, [], 1, new RandomStream(0, "replaced by the file's weights"));
        Parameter<double>[] parameters = [m, .. head.Parameters];
        golden["weight"].Data.CopyTo(parameters[1].Values, 0);
        golden["bias"].Data.CopyTo(parameters[2].Values, 0);
        using Tape<double> tape = new ManagedEngine(threads: 1).CreateTape(parameters);
        Tensor<double> loss = AdversaryLoss.Record(tape, head, tape.Use(m), null, File["lam"].Number, golden["y"].Data, []);
        tape.Backward(loss);

        golden["bce"].AssertClose([loss.Scalar], Tolerance, "bce");
        golden["gradient_M"].AssertClose(m.Gradient, Tolerance, "∂M");
        golden["gradient_weight"].AssertClose(parameters[1].Gradient, Tolerance, "∂weight");
        golden["gradient_bias"].AssertClose(parameters[2].Gradient, Tolerance, "∂bias");
    }

    [TestMethod]
    public void Adversary_WithOffset_SendsNoGradientToIt()
    {
        Parameter<double> m = GradientCheck.Draw("M", new Shape(4, 3)), offset = GradientCheck.Draw("offset", new Shape(4, 1));
        var head = new Mlp<double>("adversary", 3, [], 1, new RandomStream(1, "adversary"));
        using Tape<double> tape = new ManagedEngine(threads: 1).CreateTape<double>([m, offset, .. head.Parameters]);
        Tensor<double> with = AdversaryLoss.Record(tape, head, tape.Use(m), tape.Use(offset), 1, [1.0, 0, 0, 1], []);
        double value = with.Scalar;
        tape.Backward(with);
        CollectionAssert.AreEqual(new double[4], offset.Gradient);
        tape.Reset();
        Assert.AreNotEqual(value, AdversaryLoss.Record(tape, head, tape.Use(m), null, 1, [1.0, 0, 0, 1], []).Scalar);
    }
}
