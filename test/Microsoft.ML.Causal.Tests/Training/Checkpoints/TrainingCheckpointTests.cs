// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Causal.Tests.UniMvt;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Training.Checkpoints;

[TestClass]
public class TrainingCheckpointTests
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingMonitor _monitor = new();

    [TestCleanup]
    public void Remove() => _folder.Dispose();

    [TestMethod]
    public void Resume_OfWhatWasKept_GivesItBack()
    {
        double[] written = [1.5, double.NaN, -0.0], read = new double[3];
        RandomStreamState stream = new RandomStream(1, "a").State, other = default;
        Open().Stage("one").Keep(7, state =>
        {
            state.Exchange("values", written.AsSpan());
            state.Exchange("stream", stream);
        });

        int epochs = Open().Stage("one").Resume(state =>
        {
            state.Exchange("values", read.AsSpan());
            other = state.Exchange("stream", other);
        });

        Assert.AreEqual(7, epochs);
        CollectionAssert.AreEqual(written, read);
        Assert.AreEqual(stream, other);
        Assert.AreEqual(0, Open().Stage("two").Resume(_ => Assert.Fail("nothing was kept of stage two")));
    }

    [TestMethod]
    public void Resume_OfADamagedFile_BeginsAnewWithAWarning()
    {
        Open().Stage("one").Keep(7, state => state.Exchange("value", 1));
        string file = Assert.ContainsSingle(_folder.Files);
        byte[] bytes = File.ReadAllBytes(file);
        foreach (byte[] damaged in new[] { [.. bytes[..^40], (byte)(bytes[^40] ^ 1), .. bytes[^39..]], bytes[..20], [] })
        {
            File.WriteAllBytes(file, damaged);
            _monitor.Warnings.Clear();
            Assert.AreEqual(0, Open().Stage("one").Resume(_ => Assert.Fail("a damaged state was restored")));
            StringAssert.EndsWith(Assert.ContainsSingle(_monitor.Warnings), "The stage begins anew.");
        }
    }

    [TestMethod]
    public void Resume_OfAnotherFitsFileUnderItsName_BeginsAnew()
    {
        Open().Stage("one").Keep(7, state => state.Exchange("value", 1));
        string own = Assert.ContainsSingle(_folder.Files);
        Open("other").Stage("one").Keep(7, state => state.Exchange("value", 1));
        File.Move(_folder.Files.Single(file => file != own), own, overwrite: true);

        Assert.AreEqual(0, Open().Stage("one").Resume(_ => Assert.Fail("another fit's state was restored")));
        StringAssert.Contains(Assert.ContainsSingle(_monitor.Warnings.Where(text => text.Contains("'one'", StringComparison.Ordinal))), "it is that of another fit");
    }

    [TestMethod]
    public void Keep_WhereItCannotWrite_WarnsOnceAndLeavesNoDraft()
    {
        TrainingCheckpoint checkpoint = Open();
        checkpoint.Stage("one").Keep(1, state => state.Exchange("value", 1));
        string file = Assert.ContainsSingle(_folder.Files);
        File.Delete(file);
        Directory.CreateDirectory(file);
        StageCheckpoint stage = checkpoint.Stage("one");

        stage.Keep(1, state => state.Exchange("value", 1));
        stage.Keep(2, state => state.Exchange("value", 1));

        StringAssert.EndsWith(Assert.ContainsSingle(_monitor.Warnings), "Training goes on.");
        Assert.IsEmpty(_folder.Files);
    }

    [TestMethod]
    public void Remove_TakesTheFitsOwnFilesAlone()
    {
        Open("other").Stage("one").Keep(1, state => state.Exchange("value", 1));
        string others = Assert.ContainsSingle(_folder.Files);
        TrainingCheckpoint checkpoint = Open();
        checkpoint.Stage("one").Keep(1, state => state.Exchange("value", 1));
        checkpoint.Stage("two").Keep(1, state => state.Exchange("value", 1));
        File.WriteAllText(_folder.Files.First(file => file != others) + ".0.draft", "what a kill left behind");

        checkpoint.Remove();

        Assert.AreEqual(others, Assert.ContainsSingle(_folder.Files));
    }

    [TestMethod]
    public void Fingerprint_FollowsOptionsSeedAndEngineButNotWhatChangesNothing()
    {
        UniMvtOptions options = new();
        string Of(UniMvtOptions chosen, int seed = 1)
        {
            using var hash = new Fingerprint();
            return Convert.ToHexString(hash.Add(chosen, chosen.Engine, seed).Finish());
        }

        string own = Of(options);
        Assert.AreEqual(own, Of(options with { Engine = new ManagedEngine(1), CancellationToken = new CancellationToken(canceled: true) }));
        foreach (string other in new[] { Of(options, 2), Of(options with { Epochs = 21 }), Of(options with { Grid = [1, 2] }), Of(options with { Preset = UniMvtPreset.Paper }) })
            Assert.AreNotEqual(own, other);
    }

    private TrainingCheckpoint Open(string data = "own") => TrainingCheckpoint.Open(_folder.Path, "Test", hash => hash.Add(data), _monitor);
}
