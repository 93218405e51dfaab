// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Causal.Tests.AlmMta.Matched;
using Microsoft.ML.Causal.Tests.UniMvt;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta;

[TestClass]
public class AlmMtaCheckpointTests
{
    private static readonly AlmMtaTrainingData Observed = AlmMtaExample.Draw(300, 3), Matched = MatchedExample.Draw(300, 3, out _);

    private static readonly (string Name, AlmMtaOptions Options)[] Forms =
    [
        ("stacked", AlmMtaExample.Quick with { CoreEpochs = 4 }),
        ("networks", AlmMtaExample.Quick with { Fit = AlmMtaFitKind.Networks, NetworkEpochs = 3 }),
        ("networks with components", AlmMtaExample.Quick with
        {
            Fit = AlmMtaFitKind.Networks, NetworkEpochs = 3, ContrastQueueLength = 64,
            Components = new()
            {
                Adversary = 1, Contrast = AlmMtaContrast.Momentum, ExposureWeight = .2, HoldLossRatios = true, GradientRouting = AlmMtaGradientRouting.Direct,
                OutcomeDropout = .2,
            },
        }),
        ("matched", MatchedExample.Quick with { OutcomeEpochs = 3 }),
        ("matched networks", MatchedExample.Quick with { Fit = AlmMtaFitKind.Networks, NetworkEpochs = 3, Components = new() { OutcomeDropout = .2 } }),
        ("paper", MatchedExample.Quick with
        {
            Identification = AlmMtaIdentification.Paper, StageEpochs = [2, 2, 2], PaperBatchSize = 64, Contrast = AlmMtaContrast.Momentum, TopMatches = 8,
        }),
        ("paper that collapses", MatchedExample.Quick with
        {
            Identification = AlmMtaIdentification.Paper, StageEpochs = [1, 1, 6], PaperBatchSize = 64, AdversaryStrength = 50, AdversaryInExcess = false,
            LeastEffectShare = .999,
        }),
    ];

    public static IEnumerable<object[]> Names => Forms.Select(form => new object[] { form.Name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Fit_CancelledAfterEveryEpochAndResumed_GivesTheSameBits(string name)
    {
        using var folder = new TemporaryFolder();
        AlmMtaOptions options = Forms.Single(form => form.Name == name).Options with { CheckpointFolder = folder.Path };

        (AlmMtaModel model, int runs) = InterruptedFit.Cancelled(
            (monitor, token) => AlmMtaTrainer.Fit(options, Data(options), 1, monitor, token), model => model.Diagnostics!.Cancelled);

        SameBits(AlmMtaExample.Fit(options with { CheckpointFolder = null }, Data(options)), model);
        Assert.IsGreaterThan(3, runs);
        Assert.HasCount(0, folder.Files);
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Fit_KilledBetweenEpochsAndResumed_GivesTheSameBits(string name)
    {
        using var folder = new TemporaryFolder();
        AlmMtaOptions options = Forms.Single(form => form.Name == name).Options with { CheckpointFolder = folder.Path, Threads = 2 };

        (AlmMtaModel model, int runs) = InterruptedFit.Killed((monitor, token) => AlmMtaTrainer.Fit(options, Data(options), 1, monitor, token));

        SameBits(AlmMtaExample.Fit(options with { CheckpointFolder = null }, Data(options)), model);
        Assert.IsGreaterThan(3, runs);
        Assert.HasCount(0, folder.Files);
    }

    [TestMethod]
    public void Fit_Resumed_SaysForEachStageWhereItGoesOn()
    {
        using var folder = new TemporaryFolder();
        AlmMtaOptions options = Forms[0].Options with { CheckpointFolder = folder.Path, Threads = 1 };
        using var source = new CancellationTokenSource();
        RecordingMonitor first = new(progress => { if (progress is { Stage: "outcome", Epoch: 2 }) source.Cancel(); }), second = new();
        Assert.Throws<OperationCanceledException>(() => AlmMtaTrainer.Fit(options, Data(options), 1, first, source.Token));
        CollectionAssert.Contains(first.Messages, "Stage 'mediator tower 1' is done; its checkpoint is kept until the fit has its model.");
        Assert.IsNotEmpty(folder.Files);

        AlmMtaTrainer.Fit(options, Data(options), 1, second, CancellationToken.None);

        CollectionAssert.Contains(second.Messages, "Stage 'mediator core (Context)' goes on after epoch 4, from its checkpoint.");
        CollectionAssert.Contains(second.Messages, "Stage 'outcome' goes on after epoch 2, from its checkpoint.");
        CollectionAssert.AreEqual(new[] { 3 }, second.Epochs.Select(progress => progress.Epoch).ToArray());
    }

    [TestMethod]
    public void Fit_OfOtherOptionsSeedOrData_LeavesACheckpointAloneAndSaysSo()
    {
        using var folder = new TemporaryFolder();
        AlmMtaOptions options = Forms[0].Options with { CheckpointFolder = folder.Path };
        using var source = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(
            () => AlmMtaTrainer.Fit(options, Observed, 1, new RecordingMonitor(_ => source.Cancel()), source.Token));
        string[] kept = folder.Files;
        foreach ((AlmMtaOptions other, AlmMtaTrainingData data, int seed) in new[]
        {
            (options with { CoreLearningRate = .01 }, Observed, 1), (options, AlmMtaExample.Draw(300, 4), 1), (options, Observed, 2),
        })
        {
            var monitor = new RecordingMonitor();
            AlmMtaModel model = AlmMtaTrainer.Fit(other, data, seed, monitor, CancellationToken.None);

            SameBits(AlmMtaExample.Fit(other with { CheckpointFolder = null }, data, seed), model);
            Assert.AreEqual(1, monitor.Warnings.Count(text => text.StartsWith($"The {kept.Length} checkpoint files of kind AlmMta", StringComparison.Ordinal)));
            CollectionAssert.AreEquivalent(kept, folder.Files);
        }
    }

    private static AlmMtaTrainingData Data(AlmMtaOptions options) => options.ProxyColumnName is null ? Matched : Observed;

    private static void SameBits(AlmMtaModel expected, AlmMtaModel actual) => Assert.AreEqual(AlmMtaArchive.Pack(expected).Encode(), AlmMtaArchive.Pack(actual).Encode());
}
