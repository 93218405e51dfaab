// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Text.Json;

namespace Microsoft.ML.Causal.Tests.UniMvt;

[TestClass]
public class UniMvtGoldenTests
{
    /// <summary>The files print 12 significant digits of float64; all sums here are short.</summary>
    private const double Tolerance = 1e-10;

    /// <summary>Ten steps of Adam divide by the root of squared gradients, which magnifies the files' rounding of the start by about 10.</summary>
    private const double TraceTolerance = 1e-9;

    public static IEnumerable<object?[]> Forms =>
    [
        ["unimvt-paper.json", null],
        ["unimvt-paper.json", "t_hat_detached_in_tower_and_eq16_to_19"],
        ["unimvt-paper.json", "p_t_detached"],
        ["unimvt-paper.json", "orthogonality_row_normalised_mean"],
        ["unimvt-default.json", null],
        ["unimvt-default.json", "consistency_mse"],
        ["unimvt-default.json", "x_base_on_p_t_detached"],
    ];

    [TestMethod]
    [DataRow("unimvt-paper.json")]
    [DataRow("unimvt-default.json")]
    public void Intermediates_WithTheFilesWeights_AreTheFiles(string file)
    {
        var golden = new UniMvtGolden(file);
        JsonElement expected = golden.Expected.GetProperty("intermediates");
        int compared = 0;
        Dictionary<string, double[]> controls = Intermediates(golden, golden.Controls, treated: false);
        Dictionary<string, double[]> treated = Intermediates(golden, golden.Treated, treated: true);
        foreach (JsonProperty property in expected.EnumerateObject())
        {
            UniMvtGolden.AreClose(
                UniMvtGolden.Values(property.Value), golden.Merge(controls[property.Name], treated[property.Name]), Tolerance, property.Name);
            compared++;
        }

        Assert.IsTrue(compared >= 19, $"The file lists at least 19 intermediates; {compared} were compared.");
    }

    [TestMethod]
    [DynamicData(nameof(Forms))]
    public void LossTerms_WithTheFilesWeights_AreTheFiles(string file, string? variant)
    {
        var golden = new UniMvtGolden(file, variant);
        UniMvtLossTerms<double> terms = golden.Record();
        foreach (JsonProperty property in golden.Expected.GetProperty("loss_terms").EnumerateObject())
            UniMvtGolden.AreClose([property.Value.GetDouble()], [Term(terms, property.Name)!.Scalar], Tolerance, property.Name);
        UniMvtGolden.AreClose([golden.Expected.GetProperty("total").GetDouble()], [terms.Total.Scalar], Tolerance, "total");
    }

    [TestMethod]
    [DynamicData(nameof(Forms))]
    public void GradientOfTotal_WithTheFilesWeights_IsTheFiles(string file, string? variant)
    {
        var golden = new UniMvtGolden(file, variant);
        golden.Tape.Backward(golden.Record().Total);
        AssertGradients(golden, golden.Expected.GetProperty("gradient_total"), "total");
    }

    [TestMethod]
    [DataRow("unimvt-paper.json")]
    [DataRow("unimvt-default.json")]
    public void GradientOfEachTerm_WithTheFilesWeights_IsTheFiles(string file)
    {
        var golden = new UniMvtGolden(file);
        foreach (JsonProperty property in golden.Expected.GetProperty("gradient_by_term").EnumerateObject())
        {
            golden.Tape.Backward(Term(golden.Record(), property.Name)!);
            AssertGradients(golden, property.Value, property.Name);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Forms))]
    public void TenAdamSteps_FromTheFilesWeights_FollowTheFiles(string file, string? variant)
    {
        var golden = new UniMvtGolden(file, variant);
        JsonElement adam = variant is null ? golden.Expected.GetProperty("adam") : golden.Expected;
        double[] expected = UniMvtGolden.Values(adam.GetProperty(variant is null ? "loss_before_step_1_to_10_and_after_10" : "adam_losses"));
        Optimizer<double> optimizer = new ManagedEngine(threads: 1).CreateOptimizer(golden.Tape, new OptimizerOptions());
        var losses = new double[expected.Length];
        for (int step = 0; step < expected.Length; step++)
        {
            Tensor<double> total = golden.Record().Total;
            losses[step] = total.Scalar;
            if (step == expected.Length - 1)
                break;
            golden.Tape.Backward(total);
            optimizer.Step(4e-3);
        }

        UniMvtGolden.AreClose(expected, losses, TraceTolerance, "losses");
        if (variant is not null)
            return;

        foreach (Parameter<double> parameter in golden.Parameters)
            UniMvtGolden.AreClose(UniMvtGolden.Stack(parameter, adam.GetProperty("final_parameters")), parameter.Values, TraceTolerance, parameter.Name);
        Dictionary<string, double[]> controls = Intermediates(golden, golden.Controls, treated: false);
        Dictionary<string, double[]> treated = Intermediates(golden, golden.Treated, treated: true);
        foreach (string name in new[] { "p0", "eta", "t_hat", "pt" })
            UniMvtGolden.AreClose(UniMvtGolden.Values(adam.GetProperty($"final_{name}")), golden.Merge(controls[name], treated[name]), TraceTolerance, name);
    }

    [TestMethod]
    [DataRow("unimvt-paper.json")]
    [DataRow("unimvt-default.json")]
    public void Serving_WithTheFilesWeights_IsTheFiles(string file)
    {
        // Scoring is in float: 24 bits, sums of up to 6 terms.
        const double tolerance = 2e-6;
        var golden = new UniMvtGolden(file);
        var arrays = new List<(string, int[], float[])> { ("feature.mean", [4], new float[4]), ("feature.deviation", [4], [1, 1, 1, 1]) };
        foreach (Parameter<double> parameter in golden.Parameters)
        {
            Shape shape = parameter.Shape;
            int[] extents = shape.Rank switch { 1 => [shape.D0], 2 => [shape.D0, shape.D1], _ => [shape.D0, shape.D1, shape.D2] };
            arrays.Add(($"member0.{parameter.Name}", extents, [.. parameter.Values.Select(value => (float)value)]));
        }

        var scorer = new UniMvtScorer(new UniMvtModel(golden.Settings, arrays));
        double[] x = UniMvtGolden.Values(golden.Root.GetProperty("data").GetProperty("x"));
        double[] tHat = UniMvtGolden.Values(golden.Expected.GetProperty("intermediates").GetProperty("t_hat"));
        double[] p0 = UniMvtGolden.Values(golden.Expected.GetProperty("intermediates").GetProperty("p0"));
        JsonElement serving = golden.Expected.GetProperty("serving");
        double[] curves = UniMvtGolden.Values(serving.GetProperty("curve")), uplift = UniMvtGolden.Values(serving.GetProperty("unit_uplift"));
        var score = new UniMvtScore();
        var curve = new float[4];
        for (int i = 0; i < 12; i++)
        {
            scorer.Score([.. x.Skip(4 * i).Take(4).Select(value => (float)value)], [], float.NaN, ref score, curve);
            UniMvtGolden.AreClose(curves.AsSpan(4 * i, 4), [.. curve.Select(p => (double)p)], tolerance, $"curve of row {i}");
            UniMvtGolden.AreClose(
                [uplift[i], p0[i], tHat[i]], [score.UnitUplift, score.BaseProbability, score.PredictedIntensity], tolerance, $"row {i}");
        }
    }

    private static void AssertGradients(UniMvtGolden golden, JsonElement expected, string term)
    {
        foreach (Parameter<double> parameter in golden.Parameters)
            UniMvtGolden.AreClose(UniMvtGolden.Stack(parameter, expected), parameter.Gradient, Tolerance, $"gradient of {term}, {parameter.Name}");
    }

    private static Tensor<double>? Term(in UniMvtLossTerms<double> terms, string name) => name switch
    {
        "base" => terms.Base,
        "treat" => terms.Treatment,
        "intensity_l2" => terms.IntensitySquare,
        "intensity_l1" => terms.IntensityAbsolute,
        "x_treat" => terms.CrossTreatment,
        "x_base" => terms.CrossBase,
        _ => terms.Orthogonality,
    };

    private static Dictionary<string, double[]> Intermediates(UniMvtGolden golden, UniMvtBatch<double> batch, bool treated)
    {
        Tape<double> tape = golden.Tape;
        UniMvtNetwork<double> network = golden.Network;
        tape.Reset();
        UniMvtOutputs<double> o = network.Forward(tape, batch.Features, batch.Categories, batch.Rows, needsTreated: true);
        Tensor<double> x = tape.Constant(batch.Features, new Shape(batch.Rows, 4));
        Tensor<double> experts = tape.Concat([.. network.Representation.Groups.Select(group => group.Forward(tape, x))]);
        GatesAndSkips<double>.Outputs gates = network.GatesAndSkips.Forward(tape, x, needsTreated: true);
        Tensor<double> tHat = network.PredictedIntensity(tape, o.Intensity!), eta = network.UnitUplift(tape, o.UnitUpliftLogit!);
        Tensor<double> own = treated ? tape.Constant(batch.Intensity, new Shape(batch.Rows, 1)) : tHat;
        Tensor<double> embedding = network.TreatmentTower!.Embed(tape, own), zt = network.TreatmentTower.Forward(tape, o.Treated, own);
        Tensor<double> counterfactual = treated && golden.Options.UseObservedIntensity ? own : tHat, tau = tape.Multiply(eta, counterfactual);
        ResponseLink link = golden.Settings.ResponseLink;
        return new()
        {
            ["expert_outputs"] = Copy(experts),
            ["gate_base"] = Copy(tape.Softmax(gates.BaseGate!)),
            ["gate_treated"] = Copy(tape.Softmax(gates.TreatedGate!)),
            ["u0"] = Copy(o.Base),
            ["ut"] = Copy(o.Treated),
            ["z0"] = Copy(o.BaseLogit),
            ["p0"] = Copy(tape.Activate(o.BaseLogit, Activation.Sigmoid)),
            ["intensity_logit"] = Copy(o.Intensity!),
            ["t_hat"] = Copy(tHat),
            ["unit_uplift_logit"] = Copy(o.UnitUpliftLogit!),
            ["eta"] = Copy(eta),
            ["tower_intensity"] = Copy(own),
            ["ta_embedding"] = Copy(embedding),
            ["ta_gate1"] = Copy(network.TreatmentTower.Gate(tape, 0, embedding)),
            ["zt"] = Copy(zt),
            ["pt"] = Copy(tape.Activate(zt, Activation.Sigmoid)),
            ["counterfactual_intensity"] = Copy(counterfactual),
            ["tau"] = Copy(tau),
            ["p_t_cf"] = Copy(CounterfactualConsistencyLoss.Probability(tape, o.BaseLogit, tau, link)),
            ["p_0_cf"] = Copy(CounterfactualConsistencyLoss.Probability(tape, zt, tape.Affine(tau, -1, 0), link)),
        };

        static double[] Copy(Tensor<double> tensor)
        {
            var values = new double[tensor.Shape.Length];
            tensor.CopyTo(values);
            return values;
        }
    }
}
