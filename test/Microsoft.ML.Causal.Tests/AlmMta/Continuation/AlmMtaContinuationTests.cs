// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Causal.Tests.AlmMta.Matched;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta.Continuation;

[TestClass]
public class AlmMtaContinuationTests
{
    private const int Hours = 24;

    private static readonly AlmMtaTrainingData Day = AlmMtaExample.Draw(700, 3), MatchedDay = MatchedExample.Draw(700, 3, out _);
    private static readonly AlmMtaTrainingData First = Rows(Day, 0, 400), Second = Rows(Day, 400, 700);
    private static readonly AlmMtaOptions Observed = AlmMtaExample.Quick with { Stack = AlmMtaStack.Off }, Matched = MatchedExample.Quick with { OutcomeEpochs = 3 };

    [TestMethod]
    public void Fit_InHourlyParts_ComesNearOneFitAtOnceAndFarFromTheLastHour()
    {
        AttributionSample sample = AttributionSample.Draw(rows: 34_000, seed: 7);
        AlmMtaTrainingData day = Take(sample, AttributionSplit.Train, Hours * 950), test = Take(sample, AttributionSplit.Test, 3_000);
        int[] rows = [.. Enumerable.Range(0, sample.Rows).Where(i => sample.Split[i] == AttributionSplit.Test).Take(3_000)];
        float[] truth = [.. rows.SelectMany(i => sample.TrueUplift[sample.Offsets[i]..sample.Offsets[i + 1]])];
        AlmMtaOptions options = new() { ProxyColumnName = "Proxy", Stack = AlmMtaStack.Off, Intervals = false };
        AlmMtaModel? stream = null;
        for (int hour = 0; hour < Hours; hour++)
            stream = Fit(options, Rows(day, hour * day.Rows / Hours, (hour + 1) * day.Rows / Hours), hour, stream);

        AttributionAccuracy inParts = Judge(stream!), atOnce = Judge(Fit(options, day)), lastHour = Judge(Fit(options, Rows(day, day.Rows - day.Rows / Hours, day.Rows)));

        // The stated distances: what seeds and draws of a fit at once differ by, about .01 and .0005, twice over for the parts' own error.
        string all = $"in parts {inParts}, at once {atOnce}, last hour {lastHour}";
        Assert.IsGreaterThan(atOnce.Spearman - .04, inParts.Spearman, all);
        Assert.IsLessThan(atOnce.Pehe + .0025, inParts.Pehe, all);
        Assert.IsGreaterThan(lastHour.Spearman + .15, inParts.Spearman, all);
        Assert.IsLessThan(lastHour.Pehe - .002, inParts.Pehe, all);
        Assert.AreEqual(day.Rows, stream!.Settings.TrainingRows);

        AttributionAccuracy Judge(AlmMtaModel model) => AttributionAccuracy.Compute(ObservedTrainerTests.Uplift(model, test), truth, test.Offsets);
    }

    public static IEnumerable<object[]> Forms =>
    [
        ["core", Observed, First, Second],
        ["stacked", AlmMtaExample.Quick, First, Second],
        ["matched", Matched, Rows(MatchedDay, 0, 400), Rows(MatchedDay, 400, 700)],
    ];

    [TestMethod]
    [DynamicData(nameof(Forms))]
    public void Fit_Continued_GivesTheSameBitsForAnyNumberOfThreadsAndAfterInterruptions(string name, object form, object before, object after)
    {
        using var folder = new TemporaryFolder();
        var options = (AlmMtaOptions)form;
        AlmMtaModel former = Fit(options, (AlmMtaTrainingData)before);
        string expected = Text(Fit(options with { Threads = 1 }, (AlmMtaTrainingData)after, former: former));

        Assert.AreEqual(expected, Text(Fit(options with { Threads = 3 }, (AlmMtaTrainingData)after, former: former)), name);
        (AlmMtaModel resumed, int runs) = InterruptedFit.Cancelled(
            (monitor, token) => AlmMtaTrainer.Fit(
                options with { CheckpointFolder = folder.Path }, (AlmMtaTrainingData)after, 1, monitor, token, new AlmMtaFormer(former, 1)),
            model => model.Diagnostics!.Cancelled);
        Assert.AreEqual(expected, Text(resumed), name);
        Assert.IsGreaterThan(2, runs);
    }

    [TestMethod]
    [DynamicData(nameof(Forms))]
    public void Fit_Continued_KeepsScalesAndAddsUpRows(string name, object form, object before, object after)
    {
        AlmMtaOptions options = (AlmMtaOptions)form with { Memory = .5 };
        AlmMtaModel former = Fit(options, (AlmMtaTrainingData)before), model = Fit(options, (AlmMtaTrainingData)after, former: former);
        foreach (string array in new[] { "context.mean", "context.deviation", "content.scale" })
            CollectionAssert.AreEqual(Get(former, array), Get(model, array), $"{name}: {array}");
        Assert.AreEqual(.5 * 400 + 300, model.Settings.TrainingRows);
        Assert.AreEqual((300, 200.0), (model.Diagnostics!.Rows, model.Diagnostics.FormerRows));
        Assert.IsTrue(ObservedTrainerTests.Uplift(model, (AlmMtaTrainingData)after).All(float.IsFinite));
    }

    [TestMethod]
    public void Fit_Continued_AddsUpTheCountsBehindTheEmissionTables()
    {
        AlmMtaModel model = Fit(Observed, Second, former: Fit(Observed, First));
        double[] whole = EmissionCounts.Of(Day, null).Items;
        CollectionAssert.AreEqual(Array.ConvertAll(whole, count => (float)count), Get(model, "memory.emission.items"));
    }

    [TestMethod]
    public void Fit_ContinuedWithMoreItemsAndClusters_LearnsTheNewOnes()
    {
        AlmMtaModel former = Fit(Observed, First);
        AlmMtaTrainingData grown = With(Second, keys: [.. Second.Keys[0].Select((item, j) => j % 5 == 0 ? AlmMtaExample.Items + 1 : item)], more: 2);
        AlmMtaModel model = Fit(Observed, grown, former: former);
        Assert.AreEqual(AlmMtaExample.Items + 2, model.Settings.KeyCardinalities[0]);
        float[] items = Get(model, "outcome.key0");
        Assert.HasCount(AlmMtaExample.Items + 2, items);
        Assert.AreNotEqual(0f, items[AlmMtaExample.Items]);

        // An item that nobody was shown has told nothing, and stays at its prior's mean.
        Assert.AreEqual(0f, items[AlmMtaExample.Items + 1]);
        Assert.IsTrue(ObservedTrainerTests.Uplift(model, grown).All(float.IsFinite));
    }

    [TestMethod]
    public void Fit_ContinuedOnAnHourWithoutAnOutcome_GoesOn()
    {
        AlmMtaModel former = Fit(Observed, First);
        AlmMtaTrainingData quiet = Second.Take([.. Enumerable.Range(0, Second.Rows).Where(i => !Second.Label[i]).Take(40)]);
        Assert.IsTrue(ObservedTrainerTests.Uplift(Fit(Observed, quiet, former: former), Second).All(float.IsFinite));
        Assert.Throws<InvalidOperationException>(() => Fit(Observed, quiet));
    }

    [TestMethod]
    public void Fit_ContinuedInAnotherForm_NamesTheDifference()
    {
        AlmMtaModel former = Fit(Observed, First);
        foreach ((AlmMtaOptions options, string sentence) in new[]
        {
            (AlmMtaExample.Quick, "The model to continue from has Stack Off, this fit has Auto."),
            (Observed with { MaxTouchpoints = 9 }, "has MaxTouchpoints 8, this fit has 9."),
            (Observed with { Fit = AlmMtaFitKind.Networks }, "has Fit Stacked, this fit has Networks."),
        })
            StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => Fit(options, Second, former: former)).Message, sentence);
        AlmMtaModel stacked = Fit(AlmMtaExample.Quick, First);
        foreach ((AlmMtaOptions options, string sentence) in new[]
        {
            (AlmMtaExample.Quick with { HiddenWidth = 8 }, "has HiddenWidth 32, this fit has 8."),
            (AlmMtaExample.Quick with { EmbeddingWidth = 8 }, "has EmbeddingWidth 16, this fit has 8."),
            (AlmMtaExample.Quick with { MediatorWidth = 4 }, "has MediatorWidth 8, this fit has 4."),
            (AlmMtaExample.Quick with { InteractionRank = 4 }, "has InteractionRank 8, this fit has 4."),
            (AlmMtaExample.Quick with { StackTowers = 2 }, "has StackTowers 1, this fit has 2."),
        })
            StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => Fit(options, Second, former: stacked)).Message, sentence);
    }

    [TestMethod]
    public void Former_OfAModelThatCannotBeContinued_Says()
    {
        AlmMtaModel closed = Fit(Observed with { Continuable = false }, First);
        Assert.IsFalse(closed.Arrays.Any(array => array.Name.StartsWith("memory.", StringComparison.Ordinal)));
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => new AlmMtaFormer(closed, 1)).Message, "AlmMtaOptions.Continuable false");
        AlmMtaModel networks = Fit(Observed with { Fit = AlmMtaFitKind.Networks }, First);
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => new AlmMtaFormer(networks, 1)).Message, "ObservedProxy and fit Networks cannot be continued");
        AlmMtaModel paper = Fit(MatchedExample.Quick with { Identification = AlmMtaIdentification.Paper, StageEpochs = [1, 1, 1] }, Rows(MatchedDay, 0, 400));
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => new AlmMtaFormer(paper, 1)).Message, "identification Paper");
    }

    private static AlmMtaModel Fit(AlmMtaOptions options, AlmMtaTrainingData data, int seed = 1, AlmMtaModel? former = null) => AlmMtaTrainer.Fit(
        options, data, seed, SilentMonitor.Instance, CancellationToken.None, former is null ? null : new AlmMtaFormer(former, options.Memory));

    private static AlmMtaTrainingData Rows(AlmMtaTrainingData data, int from, int to) => data.Take([.. Enumerable.Range(from, to - from)]);

    private static AlmMtaTrainingData Take(AttributionSample sample, AttributionSplit split, int rows) => AttributionRows.ToTrainingData(
        sample, [.. Enumerable.Range(0, sample.Rows).Where(i => sample.Split[i] == split).Take(rows)], AttributionProxy.Medium, AttributionMatch.Cosine);

    /// <summary>The same journeys with other items, of which there are more, and with content and clusters for them.</summary>
    private static AlmMtaTrainingData With(AlmMtaTrainingData data, int[] keys, int more) => new()
    {
        Offsets = data.Offsets, Keys = [keys], KeyCardinalities = [AlmMtaExample.Items + more],
        Cluster = [.. keys.Select((item, j) => item > AlmMtaExample.Items ? AlmMtaExample.Clusters + 1 : data.Cluster![j])], ClusterCount = AlmMtaExample.Clusters + 1,
        Content = [.. data.Content!, .. Enumerable.Repeat(.5f, more * data.ContentWidth)], ContentWidth = data.ContentWidth, Recency = data.Recency, Context = data.Context,
        ContextWidth = data.ContextWidth, Label = data.Label, User = data.User, ProxyCode = data.ProxyCode, ProxyCodes = 2, ExactMatch = data.ExactMatch,
    };

    private static float[] Get(AlmMtaModel model, string array) => model.Arrays.Single(a => a.Name == array).Values;

    private static string Text(AlmMtaModel model) => AlmMtaArchive.Pack(model).Encode();
}
