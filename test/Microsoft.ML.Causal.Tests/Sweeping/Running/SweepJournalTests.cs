// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Sweeping;

[TestClass]
public class SweepJournalTests
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.jsonl");

    private SweepOptions<CubeOptions> Settings => SweepExample.Settings with { JournalPath = _path };

    [TestCleanup]
    public void Remove() => File.Delete(_path);

    [TestMethod]
    [DataRow(false, 0)]
    [DataRow(false, 9)]
    [DataRow(true, 11)]
    public void KilledSweep_GoesOnToTheSameTable(bool halving, int trials)
    {
        SweepOptions<CubeOptions> settings = Settings with { Halving = halving ? SweepHalving<CubeOptions>.On(o => o.Epochs) : null };
        string[] whole = SweepExample.Table(SweepExample.Run(settings with { JournalPath = null }));
        SweepExample.Run(settings);
        string[] lines = File.ReadAllLines(_path);

        // What a process leaves that is killed while it writes: some lines, not in the order of trials, and half of another.
        File.WriteAllText(_path, string.Join('\n', [lines[0], .. lines[1..(trials + 1)].Reverse()]) + "\n" + lines[trials + 1][..20]);
        SweepResult<CubeOptions, ITransformer> resumed = SweepExample.Run(settings with { ParallelTrials = 4 });

        CollectionAssert.AreEqual(whole, SweepExample.Table(resumed));
        // The trials of the journal were not run again: their lines are the old ones, times and all.
        string[] after = File.ReadAllLines(_path);
        CollectionAssert.AreEqual(lines[1..(trials + 1)].Reverse().ToArray(), after[1..(trials + 1)]);
        Assert.HasCount(21, after);
    }

    [TestMethod]
    public void Header_ThatWasTorn_IsWrittenAgain()
    {
        SweepExample.Run(Settings);
        string header = File.ReadAllLines(_path)[0];
        File.WriteAllText(_path, header[..30]);

        SweepExample.Run(Settings);

        Assert.AreEqual(header, File.ReadAllLines(_path)[0]);
    }

    [TestMethod]
    public void Journal_OfMoreTrials_IsTheBeginningOfALongerSweep()
    {
        SweepExample.Run(Settings with { Trials = 10 });

        string[] longer = SweepExample.Table(SweepExample.Run(Settings));

        CollectionAssert.AreEqual(SweepExample.Table(SweepExample.Run(Settings with { JournalPath = null })), longer);
    }

    [TestMethod]
    public void Journal_OfAnotherSweep_IsRefused()
    {
        SweepExample.Run(Settings);
        (string Part, SweepOptions<CubeOptions> Settings)[] others =
        [
            ("tuner is 'BayesianTuner { StartupTrials = 12 }', but that of this sweep is 'RandomTuner { }'", Settings with { Tuner = new RandomTuner() }),
            ("seed is '5', but that of this sweep is '6'", Settings with { Seed = 6 }),
            ("rounds is '4 trials, the base options first', but", Settings with { RoundSize = 5 }),
            ("rounds is '4 trials, the base options first', but", Settings with { TryBase = false }),
            ("rounds is", Settings with { Halving = SweepHalving<CubeOptions>.On(o => o.Epochs) }),
            ("objectives is 'quadratic, epochs', but that of this sweep is 'other, epochs'", Settings with { Objective = Settings.Objective with { Name = "other" } }),
            ("data is '60 rows of User Int32, Number Single; 0.2 held out by User', but", Settings with { Folds = 3 }),
        ];

        foreach ((string part, SweepOptions<CubeOptions> settings) in others)
        {
            string message = Assert.Throws<InvalidDataException>(() => SweepExample.Run(settings)).Message;
            StringAssert.StartsWith(message, $"'{_path}' is the journal of another sweep: its {part}");
        }

        string space = Assert.Throws<InvalidDataException>(() => SweepExample.Run(Settings, space: new SweepSpace<CubeOptions>().Uniform(o => o.A, 0, 2))).Message;
        StringAssert.Contains(space, "its space is 'A: Uniform [0, 1]; B: Uniform [0, 1]");
        Assert.HasCount(21, File.ReadAllLines(_path));
    }

    [TestMethod]
    public void Header_TellsBaseOptionsApart_ButNotTheirSeedOrThreads()
    {
        JournalHeader Of(CubeOptions options) => JournalHeader.Of(options, TunerExample.Space, Settings, "rows", 1);
        JournalHeader header = Of(new());

        Assert.AreEqual(header, Of(new() { Seed = 9, Threads = 3 }));
        CollectionAssert.AreEqual(new[] { "base options" }, header.Differences(Of(new() { Stages = [9, 1, 17] })).Select(difference => difference.Part).ToArray());
        CollectionAssert.AreEqual(new[] { "base options" }, header.Differences(Of(new() { Shape = "valley" })).Select(difference => difference.Part).ToArray());
    }

    [TestMethod]
    public void File_ThatIsNoJournal_IsLeftAlone()
    {
        foreach (string text in (string[])["my notes", "my notes\n", "{\"journal\": 3}\n"])
        {
            File.WriteAllText(_path, text);

            string message = Assert.Throws<InvalidDataException>(() => SweepExample.Run(Settings)).Message;

            Assert.AreEqual($"'{_path}' is not the journal of a sweep; name another file.", message);
            Assert.AreEqual(text, File.ReadAllText(_path));
        }
    }

    [TestMethod]
    public void Line_ThatIsDamaged_IsNamed()
    {
        SweepExample.Run(Settings);
        string[] lines = File.ReadAllLines(_path);

        StringAssert.StartsWith(After(lines[4][..30]), $"The journal '{_path}' is damaged in line 5: ");
        StringAssert.StartsWith(After(lines[4].Replace("\"A\"", "\"Z\"")), $"The journal '{_path}' is damaged in line 5: The space has no option Z. Delete that line");
        StringAssert.StartsWith(After(lines[3]), $"The journal '{_path}' is damaged in line 5: Trial ");
        StringAssert.Contains(After(lines[4].Replace("\"configuration\":", "\"configuration\":7")), "the journal was changed, or written by another version");

        string After(string line)
        {
            File.WriteAllLines(_path, [.. lines[..4], line, .. lines[5..]]);
            return Assert.Throws<InvalidDataException>(() => SweepExample.Run(Settings)).Message;
        }
    }

    [TestMethod]
    public void Line_HoldsOptionsByNameAndWhatCameOfThem()
    {
        SweepSpace<CubeOptions> space = new SweepSpace<CubeOptions>()
            .Choice(o => o.Shape, "flat", "valley").When(o => o.Shape, "valley", then => then.LogUniform(o => o.A, 0.1, 1));
        var trial = new SweepTrial
        {
            Number = 3, Configuration = 2, Values = [1, 0.1234567890123456], Share = 1.0 / 3, Epochs = 9, Seed = 77, Status = TrialStatus.Succeeded, Seconds = 1.5,
            Folds = [0.1, 1e-300], Also = [double.NaN],
        };

        string line = JsonSerializer.Serialize(JournalLine.Of(trial, space.Dimensions), JournalFormat.Json);
        SweepTrial read = JsonSerializer.Deserialize<JournalLine>(line, JournalFormat.Json)!.ToTrial(space.Dimensions);

        Assert.AreEqual(
            """{"trial":3,"configuration":2,"share":0.3333333333333333,"epochs":9,"seed":77,"options":{"Shape":"valley","A":0.1234567890123456},"status":"Succeeded","folds":[0.1,1E-300],"also":["NaN"],"seconds":1.5}""",
            line);
        CollectionAssert.AreEqual(trial.Values.ToArray(), read.Values.ToArray());
        Assert.AreEqual(trial with { Values = read.Values, Folds = read.Folds, Also = read.Also }, read);
        SweepTrial flat = trial with { Values = [0, double.NaN] };
        CollectionAssert.AreEqual(new[] { 0, double.NaN }, JournalLine.Of(flat, space.Dimensions).ToTrial(space.Dimensions).Values.ToArray());
    }

    [TestMethod]
    public void Journal_IsOneSweepsAtATime()
    {
        using SweepJournal first = SweepJournal.Open(_path, JournalHeader.Of(new CubeOptions(), TunerExample.Space, Settings, "rows", 1), TunerExample.Space.Dimensions);

        Assert.Throws<IOException>(() => SweepExample.Run(Settings));
    }
}
