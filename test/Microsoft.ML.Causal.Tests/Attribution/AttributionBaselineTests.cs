// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Attribution;

[TestClass]
public class AttributionBaselineTests
{
    private static readonly AlmMtaTrainingData Training = SequenceExample.Draw(6000, 1), Test = SequenceExample.Draw(1500, 2);
    private static readonly AttributionBaselineOptions Quick = new() { Epochs = 5, LearningRate = 5e-3, BatchSize = 256 };

    [TestMethod]
    [DataRow(AttributionMethod.DoubleMachineLearning, .95)]
    [DataRow(AttributionMethod.DeepMta, .9)]
    // What the adversary takes from the state is in part what the outcome needs; measured: .88.
    [DataRow(AttributionMethod.CausalMta, .8)]
    public void Score_WithoutAHiddenConfounder_FindsTheTouchesThatWork(AttributionMethod method, double order)
    {
        (float[] probabilities, float[] credits) = Score(method, Quick);

        // Without a clue .5; the true probabilities have an outcome AUC of .80.
        Assert.IsGreaterThan(order, SequenceExample.Order(Test, credits));
        Assert.IsGreaterThan(.75, AreaUnderRocCurve.Compute<float>(probabilities, Test.Label));
        double working = Mean(credits, cluster => cluster == 1), idle = Mean(credits, cluster => cluster != 1);
        // The log-odds rise by 1 where p (1 − p) is about .15; the adversary of CausalMTA halves what is left of it.
        Assert.IsTrue(working is > .06 and < .25 && Math.Abs(idle) < .04, $"{working} and {idle}");
    }

    [TestMethod]
    public void Score_ByAttention_SharesOutTheProbability()
    {
        (float[] probabilities, float[] credits) = Score(AttributionMethod.Camta, Quick);

        Assert.IsGreaterThan(.75, AreaUnderRocCurve.Compute<float>(probabilities, Test.Label));
        for (int i = 0; i < Test.Rows; i++)
        {
            float[] row = credits[Test.Offsets[i]..Test.Offsets[i + 1]];
            Assert.IsTrue(row.All(credit => credit > 0) && row.Sum() < probabilities[i] * (1 + 1e-5f), $"row {i}");
        }
    }

    [TestMethod]
    public void Score_ByShapley_AddsUpToTheWholeJourney()
    {
        AlmMtaTrainingData few = Test.Take([.. Enumerable.Range(0, 60)]);
        AttributionBaselineModel model = AttributionBaselineModel.Fit(AttributionMethod.DeepMta, Quick with { Epochs = 1, Credit = SequenceCredit.Shapley }, Training, 1, SilentMonitor.Instance);
        (float[] probabilities, float[] credits) = model.Score(few);
        float[] empty = model.Score(Emptied(few)).Probabilities;

        for (int i = 0; i < few.Rows; i++)
        {
            // Sums of at most 5 differences of floats below 1.
            Assert.AreEqual(probabilities[i] - empty[i], credits[few.Offsets[i]..few.Offsets[i + 1]].Sum(), 1e-5, $"row {i}");
        }
    }

    [TestMethod]
    public void DensityRatio_OfConfoundedRows_MakesTouchesIndependentOfTheContext()
    {
        var inputs = new TowerInputs<float>(new EncodedJourneys(Training, JourneyEncoding.Fit(Training)));

        float[] weights = JourneyDensityRatio.Fit(Quick, inputs, [.. Enumerable.Range(0, Training.Rows)], seed: 1);

        double[] x = [.. Enumerable.Range(0, Training.Rows).Select(i => (double)Training.Context[2 * i])];
        double[] share = [.. Enumerable.Range(0, Training.Rows).Select(i => Enumerable.Range(Training.Offsets[i], Training.Length(i)).Average(j => Training.Cluster![j] == 1 ? 1.0 : 0))];
        double plain = Correlation(x, share, [.. weights.Select(_ => 1.0)]), weighted = Correlation(x, share, [.. weights.Select(w => (double)w)]);
        Assert.IsTrue(plain > .35 && Math.Abs(weighted) < plain / 3, $"{plain} before, {weighted} after");
        Assert.AreEqual(1, weights.Average(w => (double)w), 1e-6);
    }

    [TestMethod]
    public void Fit_Twice_GivesTheSameBits()
    {
        foreach (AttributionMethod method in Enum.GetValues<AttributionMethod>())
            CollectionAssert.AreEqual(Score(method, Quick with { Epochs = 1 }).Credits, Score(method, Quick with { Epochs = 1 }).Credits, $"{method}");
    }

    [TestMethod]
    public void Baseline_OfADataView_CreditsTheTouchesOfItsJourneys()
    {
        var mlContext = new MLContext(seed: 1);
        AttributionSample sample = AttributionSample.Draw(rows: 600, seed: 3);
        AlmMtaOptions columns = new() { TouchKeyColumnNames = ["Item"], ClusterColumnName = "Cluster", ProxyColumnName = "ProxyRich", UserColumnName = "User" };
        IDataView journeys = sample.ToDataView(mlContext);

        AttributionBaseline baseline = mlContext.Causal().Attribution.Baseline(AttributionMethod.Camta, journeys, columns, Quick with { Epochs = 1, Seed = 4 });
        AttributionCredits credits = baseline.Credit(journeys);

        Assert.AreEqual(AttributionMethod.Camta, baseline.Method);
        Assert.HasCount(600, credits.Probabilities);
        for (int i = 0; i < 600; i++)
            Assert.HasCount(sample.Offsets[i + 1] - sample.Offsets[i], credits.Credits[i]);
        Assert.ThrowsExactly<ArgumentException>(() => mlContext.Causal().Attribution.Baseline(AttributionMethod.Camta, journeys, columns with { ContextColumnName = "Nowhere" }));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => mlContext.Causal().Attribution.Baseline((AttributionMethod)9, journeys, columns));
    }

    public static IEnumerable<object[]> Bad =>
    [
        [new AttributionBaselineOptions { Credit = (SequenceCredit)9 }, "Credit must be one of Deletion, Shapley."],
        [new AttributionBaselineOptions { EmbeddingWidth = 0 }, "EmbeddingWidth must be at least 1."],
        [new AttributionBaselineOptions { HiddenWidth = 0 }, "HiddenWidth must be at least 1."],
        [new AttributionBaselineOptions { LearningRate = double.NaN }, "LearningRate must be finite and greater than 0."],
        [new AttributionBaselineOptions { Epochs = 0 }, "Epochs must be at least 1."],
        [new AttributionBaselineOptions { BatchSize = 0 }, "BatchSize must be at least 1."],
        [new AttributionBaselineOptions { ValidationFraction = 0.6 }, "ValidationFraction must be greater than 0 and at most 0.5."],
        [new AttributionBaselineOptions { AdversaryStrength = -1 }, "AdversaryStrength must be finite and at least 0."],
        [new AttributionBaselineOptions { LargestWeight = 1 }, "LargestWeight must be finite and greater than 1."],
        [new AttributionBaselineOptions { ShapleyOrders = 1 }, "ShapleyOrders must be at least 2."],
    ];

    [TestMethod]
    [DynamicData(nameof(Bad))]
    public void Validated_WithABadOption_SaysWhatIsExpected(AttributionBaselineOptions options, string message)
    {
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => options.Validated());

        StringAssert.StartsWith(error.Message, "AttributionBaselineOptions." + message);
    }

    [TestMethod]
    public void Options_HaveTheseDefaults() => Assert.AreEqual(
        new AttributionBaselineOptions
        {
            Credit = SequenceCredit.Deletion, EmbeddingWidth = 16, HiddenWidth = 32, LearningRate = 2e-3, Epochs = 8, BatchSize = 512, ValidationFraction = 0.1,
            AdversaryStrength = 0.1, LargestWeight = 5, ShapleyOrders = 4, Seed = null,
        }, new AttributionBaselineOptions());

    private static (float[] Probabilities, float[] Credits) Score(AttributionMethod method, AttributionBaselineOptions options) =>
        AttributionBaselineModel.Fit(method, options, Training, 1, SilentMonitor.Instance).Score(Test);

    private static double Mean(float[] credits, Func<int, bool> cluster) => credits.Where((_, j) => cluster(Test.Cluster![j])).Average(credit => (double)credit);

    /// <summary>The same rows with all touches taken away.</summary>
    private static AlmMtaTrainingData Emptied(AlmMtaTrainingData data) => new()
    {
        Offsets = new int[data.Rows + 1],
        Keys = [[]],
        KeyCardinalities = data.KeyCardinalities,
        Cluster = [],
        ClusterCount = data.ClusterCount,
        Recency = [],
        Context = data.Context,
        ContextWidth = data.ContextWidth,
        Label = data.Label,
    };

    private static double Correlation(double[] a, double[] b, double[] weight)
    {
        double sum = weight.Sum(), meanA = a.Zip(weight, (v, w) => v * w).Sum() / sum, meanB = b.Zip(weight, (v, w) => v * w).Sum() / sum;
        double ab = 0, aa = 0, bb = 0;
        for (int i = 0; i < a.Length; i++)
        {
            ab += weight[i] * (a[i] - meanA) * (b[i] - meanB);
            aa += weight[i] * (a[i] - meanA) * (a[i] - meanA);
            bb += weight[i] * (b[i] - meanB) * (b[i] - meanB);
        }

        return ab / Math.Sqrt(aa * bb);
    }
}
