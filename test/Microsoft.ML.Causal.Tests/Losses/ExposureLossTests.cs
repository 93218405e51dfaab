// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Losses;

[TestClass]
public class ExposureLossTests
{
    // Values in the file have 12 digits, one percent of the tolerance.
    private const double Tolerance = 1e-8;

    private static readonly Golden File = Golden.Open("almmta-paper-terms.json")["dml"];

    [TestMethod]
    public void Multinomial_GoldenTouches_GivesValueAndGradients()
    {
        int[] cluster = File["cluster"].Integers, mask = File["mask"].Integers;
        int width = File["mask"].Shape.Columns;
        int[] touches = [.. Enumerable.Range(0, mask.Length).Where(at => mask[at] == 1)];
        int[] rows = [.. touches.Select(at => at / width)], clusters = [.. touches.Select(at => cluster[at])];
        Check("multinomial", "nll", (tape, logits) => ExposureLoss.Multinomial(tape, logits, rows, clusters));
    }

    [TestMethod]
    public void Bernoulli_GoldenExposure_GivesValueAndGradients() =>
        Check("bernoulli", "bce", (tape, logits) => ExposureLoss.Bernoulli<double>(tape, logits, File["bernoulli"]["exposed"].Data));

    [TestMethod]
    public void Residual_GoldenResiduals_GivesValueAndGradientOfEffects()
    {
        Golden golden = File["residual"];
        var effect = new Parameter<double>("theta", new Shape(1, golden["theta"].Data.Length));
        golden["theta"].Data.CopyTo(effect.Values, 0);
        double[] response = Difference(golden["y"].Data, golden["m_hat"].Data), exposure = Difference(golden["counts"].Data, golden["e_hat"].Data);
        using Tape<double> tape = new ManagedEngine(threads: 1).CreateTape<double>([effect]);
        Tensor<double> value = ResidualLoss.Record<double>(tape, tape.Use(effect), response, exposure);
        tape.Backward(value);

        golden["value"].AssertClose([value.Scalar], Tolerance, "residual");
        golden["gradient"]["theta"].AssertClose(effect.Gradient, Tolerance, "∂θ");
    }

    [TestMethod]
    public void Multinomial_DrawnLogits_AgreesWithCentralDifferences()
    {
        Parameter<double> logits = GradientCheck.Draw("logits", new Shape(3, 4));
        GradientCheck.Run([logits], tape => ExposureLoss.Multinomial(tape, tape.Use(logits), [0, 0, 2, 2, 2], [1, 3, 0, 0, 2]));
    }

    private static void Check(string name, string valueName, Func<Tape<double>, Tensor<double>, Tensor<double>> loss)
    {
        Golden golden = File[name];
        Parameter<double> weight = File["parameters"]["weight"].Parameter("weight"), bias = File["parameters"]["bias"].Parameter("bias");
        using Tape<double> tape = new ManagedEngine(threads: 1).CreateTape<double>([weight, bias]);
        Tensor<double> x = tape.Constant(File["x"].Data, File["x"].Shape);
        Tensor<double> value = loss(tape, tape.Linear(x, tape.Use(weight), tape.Use(bias)));
        tape.Backward(value);

        golden[valueName].AssertClose([value.Scalar], Tolerance, name);
        golden["gradient"]["weight"].AssertClose(weight.Gradient, Tolerance, $"{name}, ∂weight");
        golden["gradient"]["bias"].AssertClose(bias.Gradient, Tolerance, $"{name}, ∂bias");
    }

    private static double[] Difference(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x - y)];
}
