// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Causal.Tests.AlmMta.Matched;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta.Paper;

[TestClass]
public class PaperTrainerTests
{
    private static readonly AlmMtaTrainingData Small = MatchedExample.Draw(500, 3, out _);

    private static readonly AlmMtaOptions Quick = MatchedExample.Quick with
    {
        Identification = AlmMtaIdentification.Paper, StageEpochs = [2, 2, 2], PaperBatchSize = 64,
    };

    [TestMethod]
    [DataRow(AlmMtaContrast.None, AlmMtaGradientRouting.Sum, AlmMtaExposureForm.Multinomial, 0)]
    [DataRow(AlmMtaContrast.InBatch, AlmMtaGradientRouting.Direct, AlmMtaExposureForm.Multinomial, 0)]
    [DataRow(AlmMtaContrast.InBatchAndQueue, AlmMtaGradientRouting.Sum, AlmMtaExposureForm.Bernoulli, 8)]
    [DataRow(AlmMtaContrast.Momentum, AlmMtaGradientRouting.Direct, AlmMtaExposureForm.Multinomial, 8)]
    public void Fit_WithEachComponent_ScoresAsItsNetworkDoes(AlmMtaContrast contrast, AlmMtaGradientRouting routing, AlmMtaExposureForm exposure, int top)
    {
        AlmMtaOptions options = Quick with { Contrast = contrast, GradientRouting = routing, ExposureForm = exposure, TopMatches = top };
        AlmMtaModel model = AlmMtaExample.Fit(options, Small);
        var journeys = new EncodedJourneys(Small, JourneyEncoding.Fit(Small));
        var network = new PaperNetwork<float>(options, journeys.Encoding.Shape, new RandomStream(1, "replaced by the model's weights"));
        Parameter<float>[] parameters = [.. network.Parameters];
        var arrays = new NamedArrays(model.Arrays, PaperTrainer.Prefix);
        foreach (Parameter<float> parameter in parameters)
            arrays.Get(parameter.Name).Values.CopyTo(parameter.Values, 0);

        using Tape<float> tape = new ManagedEngine(1).CreateTape(parameters);
        int[] rows = [.. Enumerable.Range(0, 40)];
        var logits = new float[rows.Length];
        network.Main(tape, network.Encode(tape, new TowerInputs<float>(journeys).Batch(rows))).CopyTo(logits);
        float shift = new NamedArrays(model.Arrays, "").Get("prior.shifts").Values[0];
        AlmMtaScorer scorer = AlmMtaScorer.Of(model);
        var score = new AlmMtaScore(8);
        for (int r = 0; r < rows.Length; r++)
        {
            scorer.Score(new TrainingJourneyReader(Small).Read(rows[r]), score);

            // One side sums in float, the other in double.
            Assert.AreEqual(1 / (1 + Math.Exp(-logits[r] - shift)), score.ObservedProbability, 2e-5, $"row {r}");
        }
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(8)]
    public void Score_WithDropShift_IsTheDifferenceToTheShorterJourney(int top)
    {
        AlmMtaModel model = AlmMtaExample.Fit(Quick with { Deletion = AlmMtaDeletion.DropShift, TopMatches = top }, Small);
        int longest = Enumerable.Range(0, Small.Rows).MaxBy(Small.Length);
        AlmMtaJourney full = new TrainingJourneyReader(Small).Read(longest);
        AlmMtaScore whole = new(8), shorter = new(8);
        AlmMtaScorer.Of(model).Score(full, whole);
        double sum = 0;
        for (int j = 0; j < full.Length; j++)
        {
            int[] keys = [.. full.Keys[..j], .. full.Keys[(j + 1)..]], clusters = [.. full.Cluster[..j], .. full.Cluster[(j + 1)..]];
            AlmMtaScorer.Of(model).Score(new AlmMtaJourney { Length = full.Length - 1, Context = full.Context, Keys = keys, Cluster = clusters }, shorter);

            // Differences of floats of size .3.
            Assert.AreEqual(whole.Probability - shorter.Probability, whole.Uplift[j], 1e-6, $"touch {j}");
            sum += whole.Uplift[j];
        }

        AlmMtaScorer.Of(model).Score(new AlmMtaJourney { Length = 0, Context = full.Context }, shorter);
        Assert.AreEqual(shorter.Probability, whole.BaseProbability, 1e-6);
        Assert.AreEqual(whole.Probability - whole.BaseProbability - whole.AdditivityGap, sum, 1e-6);
    }

    [TestMethod]
    public void Fit_ObservedProbability_HasTheShareOfThePopulation()
    {
        AlmMtaTrainingData data = MatchedExample.Draw(4000, 5, out _);
        AlmMtaModel model = AlmMtaExample.Fit(Quick, data);

        // Trained on two positives to three negatives; without the correction the mean would be .4. Sampling error of 500 rows is .02.
        Assert.IsLessThan(.06, Math.Abs(model.Diagnostics!.ObservedBias));
        Assert.IsLessThan(.35, model.Diagnostics.PositiveShare);
    }

    [TestMethod]
    public void Fit_AdversaryThatWipesOutTheEffect_GoesBackToTheCheckpoint()
    {
        var journeys = new EncodedJourneys(Small, JourneyEncoding.Fit(Small));
        RowSplit split = RowSplit.Of(Small, .2, 1);

        // No effect is as large as it was a moment ago times .999 in every epoch of strong reversal.
        AlmMtaOptions options = Quick with { AdversaryStrength = 50, AdversaryInExcess = false, LeastEffectShare = .999, StageEpochs = [2, 1, 8] };
        var heard = new Warnings();
        using var fit = new PaperFit(options, new TowerInputs<float>(journeys), null, null, new ManagedEngine(1), 1);
        fit.Run(split.Training, split.Validation, 1, heard, CancellationToken.None);
        Assert.IsTrue(fit.Collapsed);
        StringAssert.Contains(heard.Last, "the state before it is kept");
    }

    [TestMethod]
    public void Fit_WithPropensities_WeighsTheIteHead()
    {
        var random = new RandomStream(1, "propensities");
        float[] propensity = [.. Enumerable.Range(0, Small.Touches).Select(_ => (float)Math.Log(random.NextDouble(.02, .5)))];
        AlmMtaTrainingData data = new()
        {
            Offsets = Small.Offsets, Keys = Small.Keys, KeyCardinalities = Small.KeyCardinalities, Cluster = Small.Cluster, ClusterCount = Small.ClusterCount,
            Content = Small.Content, ContentWidth = Small.ContentWidth, Recency = Small.Recency, Context = Small.Context, ContextWidth = Small.ContextWidth,
            Label = Small.Label, User = Small.User, Match = Small.Match, LogPropensity = propensity,
        };
        float[] Ite(AlmMtaTrainingData rows) => new NamedArrays(AlmMtaExample.Fit(Quick, rows).Arrays, PaperTrainer.Prefix).Get("ite.l1.weight").Values;
        CollectionAssert.AreNotEqual(Ite(Small), Ite(data));
    }

    [TestMethod]
    public void Fit_WithResiduals_ReadsTheEffectsOfClustersFromTheirEmbeddings()
    {
        AlmMtaTrainingData data = MatchedExample.Draw(4000, 5, out float[] chances);
        AlmMtaModel model = AlmMtaExample.Fit(Quick with { ResidualWeight = 20, StageEpochs = [1, 12, 1] }, data);
        var arrays = new NamedArrays(model.Arrays, PaperTrainer.Prefix);
        float[] weight = arrays.Get("w_θ").Values, table = arrays.Get("E_cl").Values;
        double[] effect = [.. Enumerable.Range(1, AlmMtaExample.Clusters).Select(k => weight.Select((w, d) => (double)w * table[k * weight.Length + d]).Sum())];

        // What a regression of the same residuals says, cluster by cluster; exposures within a row are nearly independent given its length.
        var journeys = new EncodedJourneys(data, JourneyEncoding.Fit(data));
        int[] rows = [.. Enumerable.Range(0, data.Rows)];
        var residuals = ExposureResiduals.Fit(journeys, rows, 2, 10, 1);
        float[] response = new float[data.Rows], exposure = new float[data.Rows * AlmMtaExample.Clusters];
        residuals.Write(rows, response, exposure);
        double[] expected = RidgeRegression.Fit(
            Array.ConvertAll(exposure, value => (double)value), Array.ConvertAll(response, value => (double)value), [], AlmMtaExample.Clusters, 0)[..^1];
        Assert.IsGreaterThan(.9, Correlation(expected, effect));
    }

    [TestMethod]
    public void Fit_WithAnyNumberOfThreads_GivesTheSameBits()
    {
        AlmMtaModel one = AlmMtaExample.Fit(Quick with { Threads = 1 }, Small), two = AlmMtaExample.Fit(Quick with { Threads = 2 }, Small);
        for (int k = 0; k < one.Arrays.Count; k++)
            CollectionAssert.AreEqual(one.Arrays[k].Values, two.Arrays[k].Values, one.Arrays[k].Name);
    }

    private static double Correlation(double[] x, double[] y)
    {
        double meanX = x.Average(), meanY = y.Average();
        return x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / Math.Sqrt(x.Sum(a => (a - meanX) * (a - meanX)) * y.Sum(b => (b - meanY) * (b - meanY)));
    }

    private sealed class Warnings : ITrainingMonitor
    {
        public string Last { get; private set; } = "";

        public void Message(string text) { }

        public void Warning(string text) => Last = text;

        public void Progress(in TrainingProgress progress) { }
    }
}
