// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta;

/// <summary>The file holds 12 digits of numbers around 1: errors are then near 1e-12, and 1e-9 leaves room for the order of sums.</summary>
[TestClass]
public class ObservedGoldenTests
{
    private const double Tolerance = 1e-9;

    private static readonly ObservedGolden Example = new();

    private static Golden Expected => Example.File["expected"];

    [TestMethod]
    public void MediatorTower_OfTheExample_HasItsLogitsLossAndGradients()
    {
        var tower = new MediatorTower<double>(new(Example.Shape, true, 3, 4), 2, 2, "", startAtZero: false, new RandomStream(1, "golden"));
        Parameter<double>[] parameters = [.. tower.Parameters];
        Example.Fill(parameters, "med.");
        using Tape<double> tape = new ManagedEngine(1).CreateTape(parameters);
        Tensor<double> eta = tower.Forward(tape, Example.Batch());
        var values = new double[Example.Real.Length];
        eta.CopyTo(values);
        AssertAll(Example.Ragged(Expected["eta"]), values, "eta");

        var slopes = new double[values.Length];
        double loss = 0;
        for (int j = 0; j < values.Length; j++)
            loss += EmissionLoss.Of(values[j], Example.Tables.Inspired[Example.Codes[j]], Example.Tables.Not[Example.Codes[j]], out slopes[j]);
        Expected["L_med"]["nll"].AssertClose([loss / values.Length], Tolerance, "nll");
        Tensor<double> penalty = tower.Penalty(tape, .02)!;
        Expected["L_med"]["l2"].AssertClose([penalty.Scalar], Tolerance, "l2");

        tape.Backward(tape.Add(tape.WeightedSum(eta, slopes, values.Length), penalty));
        Example.AssertGradients(parameters, "med.", Expected["gradient_L_med"]);
    }

    [TestMethod]
    public void OutcomeTower_OfTheExample_HasItsLogitsLossAndGradients()
    {
        var tower = new OutcomeTower<double>(new(Example.Shape, true, 3, 4), 3, 4, 3, 1, "", new RandomStream(1, "golden"));
        Parameter<double>[] parameters = [.. tower.Parameters];
        Example.Fill(parameters, "out.");
        using Tape<double> tape = new ManagedEngine(1).CreateTape(parameters);
        TowerBatch<double> batch = Example.Batch();
        var logits = new double[5];
        var effects = new double[25];
        tower.Base(tape, batch).CopyTo(logits);
        tower.Effect(tape, batch, 4).CopyTo(effects);
        Expected["b"].AssertClose(logits, Tolerance, "b");
        Expected["a"].AssertClose(effects, Tolerance, "a");

        tape.Reset();
        Tensor<double> probability = tower.Probability(tape, batch, Expected["pb_q"].Data, 4);
        var p = new double[5];
        probability.CopyTo(p);
        Expected["L_main"]["P"].AssertClose(p, Tolerance, "P");
        Tensor<double> penalty = tower.Penalty(tape, .3)!;
        Tensor<double> loss = tape.BinaryCrossEntropy(probability, Example.File["data"]["y"].Data, default, 5);
        Expected["L_main"]["bce"].AssertClose([loss.Scalar], Tolerance, "bce");
        Expected["L_main"]["l2"].AssertClose([penalty.Scalar], Tolerance, "l2");
        tape.Backward(tape.Add(loss, penalty));
        Example.AssertGradients(parameters, "out.", Expected["gradient_L_main"]);
    }

    [TestMethod]
    public void Posterior_OfTheExample_IsItsQ()
    {
        double[] p = Example.Ragged(Expected["p"]);
        AssertAll(Example.Ragged(Expected["q"]), [.. p.Select((value, j) => Example.Tables.Posterior(value, Example.Codes[j]))], "q");
    }

    [TestMethod]
    public void PoissonBinomial_OfTheExample_HasItsDistributionsAndGradients()
    {
        double[] p = Example.Ragged(Expected["p"]), q = Example.Ragged(Expected["pb_operation"]["q"]);
        for (int i = 0; i < 5; i++)
        {
            int start = Example.Offsets[i], length = Example.Lengths[i];
            var distribution = new double[length + 1];
            var without = new double[length];
            var gradient = new double[length];
            PoissonBinomial.Forward(p.AsSpan(start, length), distribution);
            AssertAll(ObservedGolden.Row(Expected["pb_p"], i)[..(length + 1)], distribution, "pb_p");
            for (int j = 0; j < length; j++)
            {
                PoissonBinomial.LeaveOut(distribution, p[start + j], without);
                double[] expected = Expected["loo_pb_p"].Data[((i * 4 + j) * 5)..][..length];
                AssertAll(expected, without, "loo_pb_p");
            }

            PoissonBinomial.Forward(q.AsSpan(start, length), distribution);
            AssertAll(ObservedGolden.Row(Expected["pb_operation"]["output"], i)[..(length + 1)], distribution, "output");
            PoissonBinomial.Backward(q.AsSpan(start, length), ObservedGolden.Row(Expected["pb_operation"]["upstream"], i).AsSpan(0, length + 1), gradient);
            AssertAll(ObservedGolden.Row(Expected["pb_operation"]["gradient_q"], i)[..length], gradient, "gradient_q");
        }
    }

    [TestMethod]
    [DataRow("inference_do")]
    [DataRow("inference_ett")]
    public void FrontDoor_OfTheExample_HasItsEffects(string inference)
    {
        Golden data = Example.File["data"], expected = Expected[inference];
        bool treated = inference == "inference_ett";
        double[] residuals = treated ? [1] : [.. data["residual_quantiles"].Data.Select(residual => Math.Exp(-residual))];
        double[] mean = treated ? Expected["b"].Data : data["mu"].Data, p = Example.Ragged(Expected["p"]);
        double[] whole = new double[5], empty = new double[5], gap = new double[5], delta = new double[p.Length], logit = new double[p.Length];
        for (int i = 0; i < 5; i++)
        {
            int start = Example.Offsets[i], length = Example.Lengths[i];
            var response = new double[5];
            FrontDoor.Response(ObservedGolden.Row(Expected["a"], i), mean[i] + data["log_r"].Number, residuals, response);
            AssertAll(ObservedGolden.Row(expected["F"], i), response, "F");
            var distribution = new double[length + 1];
            var without = new double[length];
            PoissonBinomial.Forward(p.AsSpan(start, length), distribution);
            whole[i] = FrontDoor.Expectation(distribution, response.AsSpan(0, length + 1));
            empty[i] = response[0];
            gap[i] = whole[i] - empty[i];
            for (int j = start; j < start + length; j++)
            {
                PoissonBinomial.LeaveOut(distribution, p[j], without);
                delta[j] = FrontDoor.Deletion(p[j], without, response.AsSpan(0, length + 1));
                logit[j] = FrontDoor.LogitDifference(whole[i], delta[j]);
                gap[i] -= delta[j];
            }
        }

        expected["p_do"].AssertClose(whole, Tolerance, "p_do");
        expected["p_empty"].AssertClose(empty, Tolerance, "p_empty");
        expected["additivity_gap"].AssertClose(gap, Tolerance, "additivity_gap");
        AssertAll(Example.Ragged(expected["delta"]), delta, "delta");
        AssertAll(Example.Ragged(expected["delta_logit"]), logit, "delta_logit");
    }

    private static void AssertAll(double[] expected, double[] actual, string what)
    {
        Assert.HasCount(expected.Length, actual, what);
        for (int i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], actual[i], Tolerance, $"{what}[{i}]");
    }
}
