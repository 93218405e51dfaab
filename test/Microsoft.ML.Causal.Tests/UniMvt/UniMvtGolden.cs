// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Text.Json;

namespace Microsoft.ML.Causal.Tests.UniMvt;

/// <summary>A golden fixture of UniMVT: the network with the file's weights, its batch, and the expected numbers.</summary>
internal sealed class UniMvtGolden
{
    private readonly int[] _controlRows, _treatedRows;

    public UniMvtGolden(string file, string? variant = null)
    {
        Root = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", file))).RootElement;
        JsonElement data = Root.GetProperty("data");
        Expected = variant is null ? Root.GetProperty("expected") : Root.GetProperty("variants").GetProperty(variant);
        double[] w = Values(data.GetProperty("w"));
        _controlRows = [.. Enumerable.Range(0, w.Length).Where(i => w[i] == 0)];
        _treatedRows = [.. Enumerable.Range(0, w.Length).Where(i => w[i] == 1)];

        Options = ReadOptions(variant is null ? Root.GetProperty("options") : Expected.GetProperty("options"), Root.GetProperty("lambdas"));
        Settings = new UniMvtModelSettings
        {
            FeatureCount = 4,
            InputEncoding = InputEncoding.Raw,
            ResponseLink = Options.ResponseLink,
            UseExperts = true,
            ExpertsPerGroup = 2,
            ExpertWidths = [5, 3],
            ExpertActivation = Activation.Relu,
            TowerWidths = [4],
            HeadWidths = [4],
            IntensityEmbeddingWidth = 3,
            UseCrossNetwork = true,
            UseTreatmentTower = true,
            NonNegative = true,
            UnitUpliftActivation = Options.UnitUpliftActivation,
            IntensityHead = IntensityHead.Regression,
            IntensityMinimum = (float)data.GetProperty("t_min").GetDouble(),
            IntensityMaximum = (float)data.GetProperty("t_max").GetDouble(),
            Tiers = Floats(data.GetProperty("tiers")),
            Grid = Floats(data.GetProperty("grid")),
        };

        Network = new(Settings, frequencyScale: 1, new RandomStream(0, "replaced by the file's weights"));
        Parameters = [.. Network.Parameters];
        foreach (Parameter<double> parameter in Parameters)
            Stack(parameter, Root.GetProperty("parameters")).CopyTo(parameter.Values, 0);
        Tape = new ManagedEngine(threads: 1).CreateTape(Parameters);
        Loss = new(Options, Settings, Network);
        Controls = Batch(data, _controlRows);
        Treated = Batch(data, _treatedRows);
    }

    public JsonElement Root { get; }

    public JsonElement Expected { get; }

    public UniMvtOptions Options { get; }

    public UniMvtModelSettings Settings { get; }

    public UniMvtNetwork<double> Network { get; }

    public IReadOnlyList<Parameter<double>> Parameters { get; }

    public Tape<double> Tape { get; }

    public UniMvtJointLoss<double> Loss { get; }

    public UniMvtBatch<double> Controls { get; }

    public UniMvtBatch<double> Treated { get; }

    /// <summary>Records the joint loss on an empty tape.</summary>
    public UniMvtLossTerms<double> Record()
    {
        Tape.Reset();
        return Loss.Record(Tape, Controls, Treated);
    }

    /// <summary>The values of an array of the file.</summary>
    public static double[] Values(JsonElement array) => [.. array.GetProperty("data").EnumerateArray().Select(value => value.GetDouble())];

    /// <summary>What the file says about a parameter of ours, in our layout: the experts of a group lie one below the other.</summary>
    public static double[] Stack(Parameter<double> parameter, JsonElement named)
    {
        if (!parameter.Name.StartsWith("experts.", StringComparison.Ordinal))
            return Find(parameter.Name, parameter.Values.Length);

        string[] parts = parameter.Name.Split('.');
        return [.. Enumerable.Range(0, 2).SelectMany(e => Find($"expert.{parts[1]}.{e}.{parts[2]}.{parts[3]}", parameter.Values.Length / 2))];

        // A parameter that the file does not list has gradient 0.
        double[] Find(string name, int length) => named.TryGetProperty(name, out JsonElement array) ? Values(array) : new double[length];
    }

    /// <summary>Rows of both arms, each [m,width], back in the file's order.</summary>
    public double[] Merge(double[] controls, double[] treated)
    {
        int width = controls.Length / _controlRows.Length;
        var merged = new double[controls.Length + treated.Length];
        for (int i = 0; i < _controlRows.Length; i++)
            Array.Copy(controls, i * width, merged, _controlRows[i] * width, width);
        for (int i = 0; i < _treatedRows.Length; i++)
            Array.Copy(treated, i * width, merged, _treatedRows[i] * width, width);
        return merged;
    }

    /// <summary>Asserts that every value agrees to <paramref name="tolerance"/>, relative to the larger of 1 and the expected value.</summary>
    public static void AreClose(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double tolerance, string what)
    {
        Assert.AreEqual(expected.Length, actual.Length, what);
        for (int i = 0; i < expected.Length; i++)
        {
            double error = Math.Abs(expected[i] - actual[i]) / Math.Max(1, Math.Abs(expected[i]));
            Assert.IsTrue(error <= tolerance, $"{what}[{i}]: expected {expected[i]:R}, got {actual[i]:R} (error {error:E1} > {tolerance:E1}).");
        }
    }

    private static float[] Floats(JsonElement array) => [.. Values(array).Select(value => (float)value)];

    private static UniMvtBatch<double> Batch(JsonElement data, int[] rows)
    {
        double[] x = Values(data.GetProperty("x")), t = Values(data.GetProperty("t")), y = Values(data.GetProperty("y"));
        var arm = new UniMvtArm<double>(
            [.. rows.SelectMany(row => x.Skip(row * 4).Take(4))], 4, [.. rows.Select(row => y[row])], [.. rows.Select(row => t[row])],
            new int[rows.Length], null, []);
        var batch = new UniMvtBatch<double>(arm, rows.Length);
        batch.Gather([.. Enumerable.Range(0, rows.Length)]);
        return batch;
    }

    private static UniMvtOptions ReadOptions(JsonElement options, JsonElement lambdas)
    {
        return new UniMvtOptions
        {
            Preset = UniMvtPreset.Corrected,
            ResponseLink = Is("link", "logit") ? ResponseLink.Logit : ResponseLink.Probability,
            UnitUpliftActivation = Is("eta", "relu") ? UnitUpliftActivation.Relu : UnitUpliftActivation.Softplus,
            UseObservedIntensity = options.GetProperty("observed_t").GetBoolean(),
            Consistency = Is("consistency", "mse") ? ConsistencyLoss.SquaredError : ConsistencyLoss.BinaryCrossEntropy,
            UseBaseConsistency = options.GetProperty("xbase").GetBoolean(),
            DetachTreatedProbability = options.GetProperty("pt_detached").GetBoolean(),
            DetachPredictedIntensity = options.GetProperty("that_detached").GetBoolean(),
            Orthogonality = Is("orth", "raw_sum") ? OrthogonalityPenalty.RawSum : OrthogonalityPenalty.RowNormalisedMean,
            IntensityHead = IntensityHead.Regression,
            BaseWeight = lambdas.GetProperty("base").GetDouble(),
            TreatmentWeight = lambdas.GetProperty("treat").GetDouble(),
            CrossWeight = lambdas.GetProperty("x").GetDouble(),
            IntensityWeight = lambdas.GetProperty("t").GetDouble(),
            OrthogonalityWeight = lambdas.GetProperty("o").GetDouble(),
        };

        bool Is(string option, string value) => options.GetProperty(option).GetString() == value;
    }
}
