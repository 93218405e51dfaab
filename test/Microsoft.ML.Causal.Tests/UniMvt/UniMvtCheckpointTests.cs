// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.UniMvt;

[TestClass]
public class UniMvtCheckpointTests
{
    private static readonly UniMvtTrainingData Logs = UniMvtExample.Logs(CouponWorld.Syn3Probability, 2_200);

    [TestMethod]
    [DataRow(1, InputEncoding.Periodic, UniMvtPreset.Default)]
    [DataRow(2, InputEncoding.Auto, UniMvtPreset.Default)]
    [DataRow(1, InputEncoding.Raw, UniMvtPreset.Paper)]
    public void Fit_InterruptedAfterEveryEpochAndResumed_GivesTheSameBits(int members, InputEncoding encoding, UniMvtPreset preset)
    {
        using var folder = new TemporaryFolder();
        var options = new UniMvtOptions
        {
            Preset = preset, InputEncoding = encoding, EnsembleSize = members, Epochs = 4, BatchSize = 256, Threads = 2, CheckpointFolder = folder.Path,
        };
        UniMvtModel straight = UniMvtExample.Fit(options with { CheckpointFolder = null }, Logs);

        (UniMvtModel cancelled, int cancels) = InterruptedFit.Cancelled(
            (monitor, token) => UniMvtTrainer.Fit(options, Logs, 1, monitor, token), model => model.Diagnostics!.Cancelled);
        Assert.HasCount(0, folder.Files);
        (UniMvtModel killed, int deaths) = InterruptedFit.Killed((monitor, token) => UniMvtTrainer.Fit(options, Logs, 1, monitor, token));
        Assert.HasCount(0, folder.Files);

        foreach (UniMvtModel model in new[] { cancelled, killed })
        {
            Assert.AreEqual(UniMvtArchive.Pack(straight).Encode(), UniMvtArchive.Pack(model).Encode());
            CollectionAssert.AreEqual(straight.Diagnostics!.Losses.ToArray(), model.Diagnostics!.Losses.ToArray());
        }

        Assert.IsGreaterThan(3, cancels);
        Assert.IsGreaterThan(2, deaths);
    }

    [TestMethod]
    public void Fit_Cancelled_KeepsItsFilesAndTheModelSoFar()
    {
        using var folder = new TemporaryFolder();
        using var source = new CancellationTokenSource();
        UniMvtOptions options = UniMvtExample.Quick with { CheckpointFolder = folder.Path, Epochs = 3 };

        UniMvtModel soFar = UniMvtTrainer.Fit(options, Logs, 1, new RecordingMonitor(_ => source.Cancel()), source.Token);

        Assert.IsTrue(soFar.Diagnostics!.Cancelled);
        StringAssert.Matches(Path.GetFileName(Assert.ContainsSingle(folder.Files)), new(@"^UniMvt-[0-9a-f]{16}\.model-1-of-1\.checkpoint$"));
    }
}
