// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Samples;

/// <summary>Runs the samples as people do: as a process, from files to files.</summary>
[TestClass]
public class CommandTests
{
    [TestMethod]
    public void Coupons_ThenScoreInAFreshProcess_GivesTheSameScores()
    {
        using TemporaryFile train = CouponLog.Write(CouponSample.Logs(CouponWorld.Syn1Probability, 2000)), test = CouponLog.Write(CouponSample.Randomised(CouponWorld.Syn1Probability, 500));
        using TemporaryFile model = new(".zip"), scores = new(".csv"), again = new(".csv"), report = new(".json");

        (int trained, string output, string errors) = SampleProcess.Run("coupons", "--train", train.Path, "--test", test.Path,
            "--model", model.Path, "--scores", scores.Path, "--json", report.Path, "--seed", "7");
        (int scored, _, string scoreErrors) = SampleProcess.Run("score", "--model", model.Path, "--input", test.Path, "--output", again.Path);

        Assert.AreEqual((0, ""), (trained, errors));
        Assert.AreEqual((0, ""), (scored, scoreErrors));
        string[] lines = File.ReadAllLines(scores.Path);
        StringAssert.StartsWith(lines[0], "BaseProbability,UnitUplift,PredictedIntensity,TreatedProbability,RecommendedIntensity,ExpectedGain,Response@");
        Assert.HasCount(501, lines);
        CollectionAssert.AreEqual(lines, File.ReadAllLines(again.Path));
        using JsonDocument numbers = JsonDocument.Parse(File.ReadAllText(report.Path));
        double q = numbers.RootElement.GetProperty("NoiseFreeCsQini").GetDouble();
        StringAssert.Contains(output, q.ToString("F1", CultureInfo.InvariantCulture));
        Assert.AreEqual(7, numbers.RootElement.GetProperty("Seed").GetInt32());
    }

    [TestMethod]
    public void Command_OnBadInput_PrintsOneSentenceAndExitsWithOne()
    {
        using var bad = new TemporaryFile(".csv", "x1,w,t,y\n0.5,1,2.5,1\n0.5,maybe,0,0\n");

        (int malformed, _, string sentence) = SampleProcess.Run("coupons", "--train", bad.Path, "--test", bad.Path);
        (int missing, _, string nowhere) = SampleProcess.Run("score", "--model", "nowhere.zip", "--input", bad.Path, "--output", "never.csv");

        Assert.AreEqual(1, malformed);
        Assert.AreEqual($"'{bad.Path}', line 3, column 'w': 0 or 1 was expected, but the field holds something else.", sentence.Trim());
        Assert.AreEqual(1, missing);
        Assert.AreEqual("'nowhere.zip': there is no such file.", nowhere.Trim());
        Assert.IsFalse(File.Exists("never.csv"));
    }

    [TestMethod]
    public void Coupons_OnAnEngineWhoseLibraryIsMissing_SaysWhatToReference()
    {
        using TemporaryFile rows = CouponLog.Write(CouponSample.Logs(CouponWorld.Syn1Probability, 400));

        (int code, _, string sentence) = SampleProcess.Run("coupons", "--train", rows.Path, "--test", rows.Path, "--engine", "torch");
        if (code == 0)
            Assert.Inconclusive("The samples are built with TorchSharp's native library.");

        Assert.AreEqual(1, code);
        StringAssert.StartsWith(sentence, "TorchSharp's native library could not be loaded; ");
        StringAssert.Contains(sentence, "TorchSharp-cpu");
        Assert.ContainsSingle(sentence.TrimEnd().Split('\n'));
    }
}
