// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta.Matched;

[TestClass]
public class MatchedGoldenTests
{
    // Values in the file have 12 digits, one percent of the tolerance.
    private const double Tolerance = 1e-8;

    private static readonly MatchedGolden Example = new();

    private static Golden Expected => Example.Expected;

    [TestMethod]
    public void Contrast_OfTheExample_HasItsLossAndGradients()
    {
        var tower = new MediatorTower<double>(Example.Shape, 2, 2, "", startAtZero: false, new RandomStream(1, "replaced by the file's weights"));
        Parameter<double>[] parameters = [.. tower.Parameters];
        Example.Fill(parameters, "med.");
        using Tape<double> tape = new ManagedEngine(1).CreateTape(parameters);
        Tensor<double> eta = tower.Forward(tape, Example.Batch());
        var values = new double[Example.Real.Length];
        eta.CopyTo(values);
        AreClose(Example.Ragged(Expected["eta"]), values, "eta");

        double[] r = Example.Ragged(Example.Data["r"]), slopes = new double[values.Length], pi = new double[MatchedGolden.Positions];
        double[] log = Example.Ragged(Expected["L_ccl"]["log_softmax"]);
        double loss = 0, known = 0;
        for (int i = 0; i < 5; i++)
        {
            int start = Example.Offsets[i], length = Example.Lengths[i];
            if (!Example.Label[i])
                continue;
            loss += ContrastLoss.SoftTargets(values.AsSpan(start, length), r.AsSpan(start, length), pi, slopes.AsSpan(start));
            known += r.AsSpan(start, length).ToArray().Sum();
            AreClose(log[start..(start + length)], [.. pi.Take(length).Select(share => Math.Log(share))], "log π");
        }

        Expected["L_ccl"]["ccl"].AssertClose([loss / known], Tolerance, "ccl");
        Tensor<double> penalty = tower.Penalty(tape, .02)!;
        Expected["L_ccl"]["l2"].AssertClose([penalty.Scalar], Tolerance, "l2");
        tape.Backward(tape.Add(tape.WeightedSum(eta, slopes, known), penalty));
        MatchedGolden.AssertGradients(parameters, "med.", Expected["gradient_L_ccl"], Tolerance);
    }

    [TestMethod]
    public void Hazard_OfTheExample_HasItsLossAndGradients()
    {
        var tower = new OutcomeTower<double>(Example.Shape, 3, 4, 1, 1, "", new RandomStream(1, "replaced by the file's weights"));
        Parameter<double>[] parameters = [.. tower.Parameters];
        Example.Fill(parameters, "out.");
        HazardRateCore rates = Rates();
        using Tape<double> tape = new ManagedEngine(1).CreateTape(parameters);
        Tensor<double> b = tower.Base(tape, Example.Batch());
        var logits = new double[5];
        b.CopyTo(logits);
        Expected["b"].AssertClose(logits, Tolerance, "b");

        double[] centred = Centred(), r = Example.Ragged(Example.Data["r"]), weight = Example.Data["row_weight"].Data;
        double[] touches = new double[centred.Length], own = new double[5], losses = new double[5], slopes = new double[5];
        for (int i = 0; i < 5; i++)
        {
            int start = Example.Offsets[i], length = Example.Lengths[i];
            var slope = new double[length];
            rates.Rates.Write(Example.X(i), centred.AsSpan(start, length), touches.AsSpan(start, length));
            own[i] = SoftplusHazard.Of(logits[i]);
            losses[i] = HazardLoss.Of(touches.AsSpan(start, length), own[i], Example.Label[i], r.AsSpan(start, length), slope, out double ownSlope);
            slopes[i] = weight[i] * ownSlope * SoftplusHazard.LogSlope(logits[i]);
            rates.Backward(Example.X(i), centred.AsSpan(start, length), touches.AsSpan(start, length), slope, weight[i] / 5, information: false);
        }

        Golden hazard = Expected["hazard"];
        AreClose(Example.Ragged(hazard["lambda_j"]), touches, "Λ_j");
        hazard["lambda_s"].AssertClose(own, Tolerance, "Λ_s");
        hazard["row_loss"].AssertClose(losses, Tolerance, "row_loss");
        hazard["hazard"].AssertClose([losses.Zip(weight, (loss, w) => loss * w).Sum() / 5], Tolerance, "hazard");
        Tensor<double> penalty = tower.Penalty(tape, .1)!;
        hazard["l2"].AssertClose([penalty.Scalar], Tolerance, "l2");

        tape.Backward(tape.Add(tape.WeightedSum(b, slopes, 5), penalty));
        Golden gradients = Expected["gradient_hazard"];
        MatchedGolden.AssertGradients(parameters, "out.", gradients, Tolerance);
        gradients["haz.alpha"].AssertClose(rates.Parameters.Gradient.AsSpan(0, 1), Tolerance, "∂α");
        gradients["haz.gamma"].AssertClose(rates.Parameters.Gradient.AsSpan(1, 1), Tolerance, "∂γ");
        gradients["haz.c"].AssertClose(rates.Parameters.Gradient.AsSpan(2, 2), Tolerance, "∂c");
    }

    [TestMethod]
    [DataRow("inference_do")]
    [DataRow("inference_ett")]
    public void Effects_OfTheExample_HaveItsProbabilities(string inference)
    {
        Golden expected = Expected[inference];
        double[] touches = Example.Ragged(Expected["hazard"]["lambda_j"]), own = Expected["hazard"]["lambda_s"].Data, mu = Example.Data["mu"].Data;
        double[] survival = new double[5], sum = new double[5], whole = new double[5], empty = new double[5], gap = new double[5], observed = new double[5];
        double[] delta = new double[touches.Length], without = new double[touches.Length], logit = new double[touches.Length];
        for (int i = 0; i < 5; i++)
        {
            int start = Example.Offsets[i], end = Example.Offsets[i + 1];
            sum[i] = touches[start..end].Sum();
            survival[i] = inference == "inference_ett" ? Math.Exp(-own[i]) : HazardEffects.Survival(mu[i], Example.Data["residual_quantiles"].Data);
            whole[i] = HazardEffects.Probability(survival[i], sum[i]);
            empty[i] = 1 - survival[i];
            observed[i] = HazardEffects.Probability(Math.Exp(-own[i]), sum[i]);
            gap[i] = whole[i] - empty[i];
            for (int j = start; j < end; j++)
            {
                delta[j] = HazardEffects.Deletion(survival[i], sum[i], touches[j]);
                without[j] = HazardEffects.Probability(survival[i], sum[i] - touches[j]);
                logit[j] = Logit(whole[i]) - Logit(without[j]);
                gap[i] -= delta[j];
            }
        }

        expected["S"].AssertClose(sum, Tolerance, "S");
        expected["Es"].AssertClose(survival, Tolerance, "Es");
        expected["p_do"].AssertClose(whole, Tolerance, "p_do");
        expected["p_empty"].AssertClose(empty, Tolerance, "p_empty");
        expected["p_observational"].AssertClose(observed, Tolerance, "p_observational");
        expected["additivity_gap"].AssertClose(gap, Tolerance, "additivity_gap");
        AreClose(Example.Ragged(expected["p_do_without_j"]), without, "p_do_without_j");
        AreClose(Example.Ragged(expected["delta"]), delta, "delta");
        AreClose(Example.Ragged(expected["delta_logit"]), logit, "delta_logit");

        static double Logit(double p) => Math.Log(p / (1 - p));
    }

    [TestMethod]
    public void SoftLabels_OfCosines_AreThoseOfTheExample()
    {
        Golden golden = Example.File["soft_labels"]["cosine_24_bins"];
        SoftLabelTable table = SoftLabelTable.Of(golden["count_exposed"].Data, golden["count_placebo"].Data);
        golden["odds"].AssertClose(table.Odds, Tolerance, "odds");
        golden["base"].AssertClose([table.Base], Tolerance, "base");
        golden["r_of_bin"].AssertClose(table.Labels, Tolerance, "r");

        double[] cosine = golden["example_cosine"].Data, mask = golden["example_mask"].Data;
        var labels = new double[cosine.Length];
        int width = golden["example_cosine"].Shape.Columns;
        for (int at = 0; at < cosine.Length; at++)
        {
            int bin = SoftLabelTable.Bin(cosine[at], isFlag: false);
            Assert.AreEqual(golden["example_bin"].Integers[at], mask[at] == 1 ? bin : golden["example_bin"].Integers[at], $"bin of {cosine[at]}");
            labels[at] = mask[at] * table.Labels[bin];
        }

        golden["example_r_before_cap"].AssertClose(labels, Tolerance, "r before the cap");
        for (int at = 0; at < labels.Length; at += width)
            SoftLabelTable.Cap(labels.AsSpan(at, width));
        golden["example_r"].AssertClose(labels, Tolerance, "r");
    }

    [TestMethod]
    public void SoftLabels_OfFlags_AreThoseOfTheExample()
    {
        Golden golden = Example.File["soft_labels"]["flag_2_bins"];
        SoftLabelTable table = SoftLabelTable.Of(golden["count_exposed"].Data, golden["count_placebo"].Data);
        golden["odds"].AssertClose(table.Odds, Tolerance, "odds");
        golden["base"].AssertClose([table.Base], Tolerance, "base");
        golden["r_of_bin"].AssertClose(table.Labels, Tolerance, "r");
    }

    private static double[] Centred() => [.. Example.Ragged(Expected["eta"]).Select(eta => eta - Example.Data["eta_mean"].Number)];

    private static HazardRateCore Rates()
    {
        var parameters = new CoreParameters();
        var rates = new HazardRateCore(2, parameters, fitsSlope: true, learningRateScale: 1);
        parameters.Allocate(training: true);
        Golden file = Example.File["parameters"];
        double[] values = [.. file["haz.alpha"].Data, .. file["haz.gamma"].Data, .. file["haz.c"].Data];
        values.CopyTo(parameters.Values, 0);
        return rates;
    }

    private static void AreClose(double[] expected, double[] actual, string what)
    {
        Assert.HasCount(expected.Length, actual, what);
        for (int i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], actual[i], Tolerance * Math.Max(1, Math.Abs(expected[i])), $"{what}[{i}]");
    }
}
