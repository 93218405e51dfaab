// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Reflection;

namespace Microsoft.ML.Causal.Tests.UniMvt;

[TestClass]
public class UniMvtScorerTests
{
    /// <summary>Scores are float sums of up to a hundred terms of order 1; the reference is in double.</summary>
    private const double Tolerance = 5e-6;

    public static IEnumerable<object[]> Forms =>
    [
        ["default", UniMvtExample.Quick],
        ["logit link", UniMvtExample.Quick with { ResponseLink = ResponseLink.Logit }],
        ["odd widths", UniMvtExample.Quick with { ExpertWidths = [9, 5], TowerWidths = [7], HeadWidths = [3, 3], EncodingWidth = 5, Frequencies = 3 }],
        ["sleeping dogs", UniMvtExample.Quick with { NonNegative = false }],
        ["without experts", UniMvtExample.Quick with { UseExperts = false }],
        ["without X-network", UniMvtExample.Quick with { UseCrossNetwork = false }],
        ["regression head", UniMvtExample.Quick with { IntensityHead = IntensityHead.Regression }],
        ["corrected", UniMvtOptions.For(UniMvtPreset.Corrected) with { Epochs = 1, Threads = 1 }],
        ["printed", UniMvtOptions.For(UniMvtPreset.Paper) with { Epochs = 1, Threads = 1 }],
    ];

    [TestMethod]
    [DynamicData(nameof(Forms), DynamicDataDisplayName = nameof(NameOfForm))]
    public void Score_OfEveryForm_IsWhatTheNetworkSays(string name, UniMvtOptions options)
    {
        UniMvtTrainingData data = WithCategory();
        UniMvtModel model = UniMvtExample.Fit(options, data);
        UniMvtModelSettings settings = model.Settings;
        (double[] baseLogit, double[] upliftLogit, double[] head, double[] towers) = Reference(model, data, rows: 20);
        var scorer = new UniMvtScorer(model);
        var score = new UniMvtScore();
        var curve = new float[settings.Grid.Length];
        for (int i = 0; i < 20; i++)
        {
            scorer.Score(data.Features.AsSpan(i * 8, 8), [(uint)data.Categories[0][i]], float.NaN, ref score, curve);
            double p0 = Sigmoid(baseLogit[i]);
            Assert.AreEqual(p0, score.BaseProbability, Tolerance, $"{name}: base probability of row {i}");
            for (int g = 0; g < curve.Length; g++)
            {
                double expected = settings.UseCrossNetwork ? Response(settings, baseLogit[i], upliftLogit[i], settings.Grid[g]) : towers[i * curve.Length + g];
                Assert.AreEqual(expected, curve[g], Tolerance, $"{name}: curve of row {i} at {settings.Grid[g]}");
            }

            int outputs = head.Length / 20;
            ReadOnlySpan<double> own = head.AsSpan(i * outputs, outputs);
            double intensity = outputs > 1
                ? settings.Tiers[own.IndexOf(own.ToArray().Max())]
                : Sigmoid(own[0]) * (settings.IntensityMaximum - settings.IntensityMinimum) + settings.IntensityMinimum;
            Assert.AreEqual(intensity, score.PredictedIntensity, 4 * Tolerance, $"{name}: intensity of row {i}");
        }
    }

    public static string NameOfForm(MethodInfo method, object[] row) => $"{method.Name} ({row[0]})";

    [TestMethod]
    public void Score_WithAnIntensity_AnswersAtIt()
    {
        UniMvtTrainingData data = WithCategory();
        UniMvtModel model = UniMvtExample.Fit(UniMvtExample.Quick with { Grid = [1.5f, 2.5f] }, data);
        var scorer = new UniMvtScorer(model);
        var score = new UniMvtScore();
        var curve = new float[2];
        scorer.Score(data.Features.AsSpan(0, 8), [1], 2.5f, ref score, curve);
        Assert.AreEqual(curve[1], score.TreatedProbability);
        scorer.Score(data.Features.AsSpan(0, 8), [1], 0, ref score, curve);
        Assert.AreEqual(score.BaseProbability, score.TreatedProbability);
        scorer.Score(data.Features.AsSpan(0, 8), [1], float.NaN, ref score, curve);
        Assert.AreEqual(score.BaseProbability + score.UnitUplift * score.PredictedIntensity, score.TreatedProbability, 1e-6);
    }

    [TestMethod]
    public void Score_OfAnEnsemble_IsTheMeanWithItsSpread()
    {
        UniMvtTrainingData data = UniMvtExample.Logs(CouponWorld.Syn1Probability, 1_000);
        UniMvtModel model = UniMvtExample.Fit(UniMvtExample.Quick with { EnsembleSize = 3 }, data);
        var members = new float[3];
        var score = new UniMvtScore();
        for (int m = 0; m < 3; m++)
        {
            var alone = new UniMvtModel(
                model.Settings with { EnsembleSize = 1 },
                [.. model.Arrays.Where(a => !a.Name.StartsWith("member", StringComparison.Ordinal) || a.Name.StartsWith($"member{m}.", StringComparison.Ordinal))
                    .Select(a => (a.Name.Replace($"member{m}.", "member0.", StringComparison.Ordinal), a.Shape, a.Values))]);
            new UniMvtScorer(alone).Score(data.Features.AsSpan(0, 8), [], float.NaN, ref score, []);
            members[m] = score.UnitUplift;
            Assert.AreEqual((score.UnitUplift, score.UnitUplift), (score.UnitUpliftLower, score.UnitUpliftUpper));
        }

        new UniMvtScorer(model).Score(data.Features.AsSpan(0, 8), [], float.NaN, ref score, []);
        double mean = members.Average(), deviation = Math.Sqrt(members.Sum(u => (u - mean) * (u - mean)) / 2);
        Assert.IsTrue(deviation > 0);
        Assert.AreEqual(mean, score.UnitUplift, 1e-7);
        Assert.AreEqual(mean + 2 * deviation, score.UnitUpliftUpper, 1e-6);
        Assert.AreEqual(Math.Max(0, mean - 2 * deviation), score.UnitUpliftLower, 1e-6);
    }

    [TestMethod]
    public void Score_OnceWarm_AllocatesNothingAndGivesTheSameBitsOnEveryThread()
    {
        UniMvtTrainingData data = WithCategory();
        UniMvtModel model = UniMvtExample.Fit(UniMvtExample.Quick, data);
        var scorer = new UniMvtScorer(model);
        float[] first = Scores(), other = [];
        long before = GC.GetAllocatedBytesForCurrentThread();
        ScoreRows(new float[1]);
        long buffers = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.IsTrue(buffers < 200, $"Scoring 200 rows allocated {buffers} bytes; the caller's own buffers are under 200.");

        var thread = new Thread(() => other = Scores());
        thread.Start();
        thread.Join();
        CollectionAssert.AreEqual(first, other);

        float[] Scores()
        {
            var uplift = new float[200];
            ScoreRows(uplift);
            return uplift;
        }

        void ScoreRows(float[] uplift)
        {
            var score = new UniMvtScore();
            Span<float> curve = stackalloc float[16];
            Span<uint> category = stackalloc uint[1];
            for (int i = 0; i < 200; i++)
            {
                category[0] = (uint)data.Categories[0][i];
                scorer.Score(data.Features.AsSpan(i * 8, 8), category, float.NaN, ref score, curve);
                uplift[Math.Min(i, uplift.Length - 1)] = score.UnitUplift;
            }
        }
    }

    [TestMethod]
    public void Constructor_WithAMissingOrDamagedArray_NamesIt()
    {
        UniMvtModel model = UniMvtExample.Fit(UniMvtExample.Quick, UniMvtExample.Logs(CouponWorld.Syn1Probability, 600));
        var exception = Assert.Throws<InvalidDataException>(
            () => new UniMvtScorer(new(model.Settings, [.. model.Arrays.Where(array => array.Name != "member0.gate.base.bias")])));
        Assert.AreEqual("The model has no array 'member0.gate.base.bias'; it is incomplete or was written by another version.", exception.Message);

        exception = Assert.Throws<InvalidDataException>(() => new UniMvtScorer(new(
            model.Settings, [.. model.Arrays.Select(array => array.Name == "feature.mean" ? (array.Name, array.Shape, [1f]) : array)])));
        Assert.AreEqual("Array 'feature.mean' of the model should have 8 values, but has 1.", exception.Message);
    }

    [TestMethod]
    public void Constructor_WithANewerModel_SaysWhatToDo()
    {
        var exception = Assert.Throws<InvalidDataException>(() => new UniMvtScorer(new(new() { Version = 99 }, [])));
        Assert.AreEqual("The model has layout 99; this library reads layouts up to 2. Update Microsoft.ML.Causal.", exception.Message);
    }

    private static UniMvtTrainingData WithCategory()
    {
        UniMvtTrainingData logs = UniMvtExample.Logs(CouponWorld.Syn3Probability, 1_000);
        int[] category = [.. Enumerable.Range(0, logs.Rows).Select(i => i % 4)];
        return new(logs.Features, 8, logs.Treated, logs.Intensity, logs.Label, null, [category], [3]);
    }

    // The training network in double, with the model's weights.
    private static (double[] BaseLogit, double[] UpliftLogit, double[] Head, double[] Towers) Reference(UniMvtModel model, UniMvtTrainingData data, int rows)
    {
        UniMvtModelSettings settings = model.Settings;
        var network = new UniMvtNetwork<double>(settings, 1, new RandomStream(0, "replaced by the model's weights"));
        Parameter<double>[] parameters = [.. network.Parameters];
        foreach (Parameter<double> parameter in parameters)
        {
            float[] values = model.Arrays.Single(array => array.Name == $"member0.{parameter.Name}").Values;
            for (int i = 0; i < values.Length; i++)
                parameter.Values[i] = values[i];
        }

        using Tape<double> tape = new ManagedEngine(threads: 1).CreateTape(parameters);
        Standardiser standardiser = Standardiser.Fit(data.Features, 8);
        var z = new float[rows * 8];
        for (int i = 0; i < rows; i++)
            standardiser.Apply(data.Features.AsSpan(i * 8, 8), z.AsSpan(i * 8, 8));
        UniMvtOutputs<double> outputs = network.Forward(
            tape, [.. z.Select(value => (double)value)], data.Categories[0].AsSpan(0, rows), rows, needsTreated: true);
        double[] towers = [];
        if (!settings.UseCrossNetwork)
        {
            double[][] columns = [.. settings.Grid.Select(q =>
            {
                double[] intensity = new double[rows];
                Array.Fill(intensity, q);
                return Copy(tape.Activate(network.TreatmentTower!.Forward(tape, outputs.Treated, tape.Constant(intensity, new Shape(rows, 1))), Activation.Sigmoid));
            })];
            towers = [.. Enumerable.Range(0, rows).SelectMany(i => columns.Select(column => column[i]))];
        }

        return (Copy(outputs.BaseLogit), outputs.UnitUpliftLogit is null ? [] : Copy(outputs.UnitUpliftLogit), Copy(outputs.Intensity!), towers);

        static double[] Copy(Tensor<double> tensor)
        {
            var values = new double[tensor.Shape.Length];
            tensor.CopyTo(values);
            return values;
        }
    }

    private static double Response(UniMvtModelSettings settings, double baseLogit, double upliftLogit, double q)
    {
        double eta = settings.NonNegative && settings.UnitUpliftActivation == UnitUpliftActivation.Relu
            ? Math.Max(0, upliftLogit)
            : (settings.NonNegative ? Math.Log(1 + Math.Exp(upliftLogit)) : upliftLogit) / settings.IntensityMaximum;
        return settings.ResponseLink == ResponseLink.Logit
            ? Sigmoid(baseLogit + eta * q)
            : Math.Clamp(Sigmoid(baseLogit) + eta * q, ResponseClamp.Low, ResponseClamp.High);
    }

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));
}
