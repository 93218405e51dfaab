// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Causal.Tests.AlmMta.Matched;
using Microsoft.ML.Causal.Tests.UniMvt;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta;

/// <summary>The paper's components that act on a mediator tower: each does what it is there for, and leaves the order of touches learnable.</summary>
[TestClass]
public class MediatorComponentsTests
{
    private static readonly AlmMtaOptions Networks = AlmMtaExample.Quick with { Fit = AlmMtaFitKind.Networks, NetworkEpochs = 12 };

    private static readonly AlmMtaTrainingData Data = AlmMtaExample.Draw(6000, 3);

    public static IEnumerable<object[]> Each =>
    [
        [new AlmMtaComponents { Adversary = 1 }],
        [new AlmMtaComponents { Contrast = AlmMtaContrast.InBatch }],
        [new AlmMtaComponents { Contrast = AlmMtaContrast.InBatchAndQueue }],
        [new AlmMtaComponents { Contrast = AlmMtaContrast.Momentum }],
        [new AlmMtaComponents { ExposureWeight = .2 }],
        [new AlmMtaComponents
        {
            Adversary = 1, Contrast = AlmMtaContrast.InBatch, ExposureWeight = .2, HoldLossRatios = true, GradientRouting = AlmMtaGradientRouting.Direct,
        }],
        [new AlmMtaComponents { OutcomeDropout = .15 }],
    ];

    [TestMethod]
    [DynamicData(nameof(Each))]
    public void Fit_WithAComponent_IsAnotherModelThatStillRanksTouches(AlmMtaComponents components)
    {
        AlmMtaTrainingData test = AlmMtaExample.Draw(1000, 4, plain: true, out float[] chances);
        AlmMtaModel model = AlmMtaExample.Fit(Networks with { Components = components }, Data);

        // A random order has 0; the bound is that of networks without components.
        Assert.IsGreaterThan(.6, AttributionAccuracy.Compute(ObservedTrainerTests.Uplift(model, test), chances, test.Offsets).Spearman, components.ToString());
        string part = components.NeedTower ? "mediator.tower0.W_m" : "outcome.W_e";
        CollectionAssert.AreNotEqual(Array(Plain.Value, part), Array(model, part));
    }

    [TestMethod]
    public void Fit_OfTheMatchedForm_TakesComponentsToo()
    {
        AlmMtaTrainingData data = MatchedExample.Draw(500, 3, out _);
        AlmMtaOptions options = MatchedExample.Quick with { Fit = AlmMtaFitKind.Networks };
        var components = new AlmMtaComponents { Adversary = 1, Contrast = AlmMtaContrast.InBatchAndQueue, ExposureWeight = .2 };
        CollectionAssert.AreNotEqual(
            Array(AlmMtaExample.Fit(options, data), "mediator.tower0.W_m"), Array(AlmMtaExample.Fit(options with { Components = components }, data), "mediator.tower0.W_m"));
    }

    [TestMethod]
    public void Fit_OfTheStack_TakesComponentsInItsTowers()
    {
        AlmMtaTrainingData data = AlmMtaExample.Draw(300, 3);
        AlmMtaOptions options = AlmMtaExample.Quick with { StackTowers = 2, Components = new() { Adversary = 1, Contrast = AlmMtaContrast.InBatch } };
        var heard = new RecordingMonitor();
        AlmMtaTrainer.Fit(options, data, 1, heard, CancellationToken.None);

        // The losses of each tower, epoch by epoch.
        Assert.HasCount(2, heard.Messages.Where(text => text.StartsWith("mediator tower 1, epoch 1: mediator ", StringComparison.Ordinal)
            || text.StartsWith("mediator tower 2, epoch 1: mediator ", StringComparison.Ordinal)).ToArray());
        Assert.IsTrue(heard.Messages.Any(text => text.Contains(", contrast ", StringComparison.Ordinal) && text.EndsWith("exposure none.", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Adversary_WithItsGradientReversed_FindsLessInTheMediator()
    {
        // A thousandth of a billionth of the gradient is none: the head alone learns.
        double alone = Loss(1e-12), reversed = Loss(1);
        double entropy = Entropy(Data.Label.AsSpan(0, 150).Count(true) / 150.0);
        Assert.IsLessThan(entropy - .02, alone);
        Assert.IsGreaterThan(alone + .02, reversed);

        static double Loss(double strength)
        {
            var journeys = new EncodedJourneys(Data, JourneyEncoding.Fit(Data));
            AlmMtaOptions options = Networks with { Components = new() { Adversary = strength } };
            var tower = new MediatorTowerFit(options, new(journeys), stacked: false, new ManagedEngine(1), new RandomStream(1, "tower"));
            using var fit = new MediatorFit(options, journeys, new([.3, .7], [.95, .05]), new([.. Enumerable.Range(0, 200)], [0]), null, null, tower, 1, "tower");

            // The last step of the schedule, where λ is at its end.
            for (int step = 0; step < 200; step++)
                fit.Step([.. Enumerable.Range(0, 150)], adapts: false, 11);
            return tower.ComponentLosses[1];
        }

        static double Entropy(double share) => -share * Math.Log(share) - (1 - share) * Math.Log(1 - share);
    }

    [TestMethod]
    public void Losses_OfContrastAndExposure_FallBelowChance()
    {
        // Exposure follows the context in this world, unlike that of the example.
        AttributionSample sample = AttributionSample.Draw(rows: 1000, seed: 2);
        int[] cluster = [.. sample.Item.Select(item => 1 + item % 60)];
        var data = new AlmMtaTrainingData
        {
            Offsets = sample.Offsets, Keys = [[.. sample.Item.Select(item => item + 1)]], KeyCardinalities = [600], Cluster = cluster, ClusterCount = 60,
            Recency = AlmMtaTrainingData.RecencyOf(sample.Offsets), Context = sample.Context, ContextWidth = 8, Label = sample.Label, User = sample.User,
            ProxyCode = [.. sample.Proxy(AttributionProxy.Rich).Select(code => (int)code)], ProxyCodes = 2,
        };
        var journeys = new EncodedJourneys(data, JourneyEncoding.Fit(data));
        AlmMtaOptions options = AlmMtaExample.Quick with { MaxTouchpoints = 16, Components = new() { Contrast = AlmMtaContrast.InBatch, ContrastWeight = 1, ExposureWeight = 1 } };
        var tower = new MediatorTowerFit(options, new(journeys), stacked: false, new ManagedEngine(1), new RandomStream(1, "tower"));
        using var fit = new MediatorFit(options, journeys, new([.1, .9], [.99, .01]), new([.. Enumerable.Range(0, 1000)], [0]), null, null, tower, 1, "tower");
        int[] rows = [.. Enumerable.Range(0, 80)];
        fit.Step(rows, adapts: false, 0);
        double exposure = tower.ComponentLosses[3];
        for (int step = 0; step < 100; step++)
            fit.Step(rows, adapts: false, 0);

        // Among a anchors chance has log a; for exposure the marginal shares have their entropy.
        int anchors = rows.Count(i => Enumerable.Range(data.Offsets[i], data.Length(i)).Any(j => data.ProxyCode![j] > 0));
        double entropy = -ExposureWeights.LogMarginal(cluster, 60).Average();
        Assert.IsLessThan(Math.Log(anchors) / 2, tower.ComponentLosses[2]);
        Assert.IsGreaterThan(entropy - .1, exposure);
        Assert.IsLessThan(entropy - .1, tower.ComponentLosses[3]);
    }

    [TestMethod]
    public void Direct_WithAContrastThatIsTooStrong_KeepsMoreOfTheOrder()
    {
        AlmMtaTrainingData test = AlmMtaExample.Draw(1000, 4, plain: true, out float[] chances);
        var strong = new AlmMtaComponents { Contrast = AlmMtaContrast.InBatch, ContrastWeight = .5 };
        double summed = Spearman(strong), routed = Spearman(strong with { GradientRouting = AlmMtaGradientRouting.Direct });
        Assert.IsGreaterThan(summed + .05, routed);

        double Spearman(AlmMtaComponents components) => AttributionAccuracy.Compute(
            ObservedTrainerTests.Uplift(AlmMtaExample.Fit(Networks with { Components = components }, Data), test), chances, test.Offsets).Spearman;
    }

    [TestMethod]
    public void Gradient_OfAllHeadsTogether_MatchesCentralDifferences()
    {
        AlmMtaTrainingData data = AlmMtaExample.Draw(12, 3);
        var journeys = new EncodedJourneys(data, JourneyEncoding.Fit(data));
        AlmMtaOptions options = Networks with { EmbeddingWidth = 2, HiddenWidth = 3, MediatorWidth = 2, InteractionRank = 2, ContrastWidth = 3 };
        var random = new RandomStream(7, "check");
        var tower = new MediatorTower<double>(TowerShape.Of(options, journeys.Encoding.Shape, useKeys: true), 2, 2, "", startAtZero: false, random);
        var heads = new ComponentHeads<double>(options, journeys.Encoding.Shape, tower, random);
        TowerBatch<double> batch = new TowerInputs<double>(journeys).Batch([.. Enumerable.Range(0, 12)]);
        double[] label = [.. data.Label.Select(y => y ? 1.0 : 0)];
        int[] withTouches = [.. Enumerable.Range(0, 12).Where(i => data.Length(i) > 0).Take(3)], touches = [.. withTouches.Select(i => data.Offsets[i])];

        double[] response = new double[12], unexplained = new double[12 * AlmMtaExample.Clusters];
        random.FillGaussian(response.AsSpan(), 1);
        random.FillGaussian(unexplained.AsSpan(), 1);

        // It begins as 0, where the clusters' embeddings have no part in the gradient.
        random.FillGaussian(heads.Parameters.Single(parameter => parameter.Name == "component.w_θ").Values.AsSpan(), 1);

        // No reversal, whose gradient is no derivative: the adversary's head is added without it.
        GradientCheck.Run([.. tower.Parameters, .. heads.Parameters], tape =>
        {
            MediatorPass<double> pass = tower.Encode(tape, batch);
            Tensor<double> sum = tape.WeightedSum(tower.Logit(tape, batch, pass, pass.Mediator), default, 7);
            sum = tape.Add(sum, tape.BinaryCrossEntropyWithLogits(heads.Adversary.Forward(tape, heads.Pooled(tape, batch, pass.Mediator)), label, default, 12));
            sum = tape.Add(sum, InfoNceLoss.InBatch(tape, heads.Anchors(tape, batch, pass.Hidden, withTouches), heads.Keys(tape, pass.Mediator, touches), 1));
            sum = tape.Add(sum, ResidualLoss.Record<double>(tape, heads.ClusterEffects(tape), response, unexplained));
            return tape.Add(sum, ExposureLoss.Multinomial(tape, heads.Exposure(tape, pass.X), withTouches, [0, 1, 2]));
        }, tolerance: 1e-7);
    }

    private static Lazy<AlmMtaModel> Plain { get; } = new(() => AlmMtaExample.Fit(Networks, Data));

    private static float[] Array(AlmMtaModel model, string name) => model.Arrays.Single(array => array.Name == name).Values;
}
