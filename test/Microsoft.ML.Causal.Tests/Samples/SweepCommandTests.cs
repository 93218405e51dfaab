// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Samples;

/// <summary>Runs the sample of sweeps as people do: as a process.</summary>
[TestClass]
public class SweepCommandTests
{
    [TestMethod]
    public void Sweep_KilledAndResumed_WritesTheSameTable()
    {
        using TemporaryFile journal = new(".jsonl"), whole = new(".csv"), resumed = new(".csv"), report = new(".json"), summary = new(".md");
        string[] sweep = ["sweep", "--on", "coupons", "--generate", "1000", "--trials", "4", "--journal", journal.Path, "--seed", "3"];

        (int first, string output, string errors) = SampleProcess.Run([.. sweep, "--table", whole.Path, "--json", report.Path, "--markdown", summary.Path]);
        // As a kill leaves it: two trials, and half of the third.
        string[] lines = File.ReadAllLines(journal.Path);
        File.WriteAllText(journal.Path, string.Join('\n', lines[..3]) + "\n" + lines[3][..40]);
        (int second, string again, string moreErrors) = SampleProcess.Run([.. sweep, "--table", resumed.Path, "--parallel", "1"]);

        Assert.AreEqual((0, ""), (first, errors));
        Assert.AreEqual((0, ""), (second, moreErrors));
        CollectionAssert.AreEqual(WithoutSeconds(whole), WithoutSeconds(resumed));
        StringAssert.Contains(output, "4 of 4: trial ");
        StringAssert.Contains(output, "on rows that no trial has seen");
        StringAssert.Contains(again, "4 of 4: trial ");
        StringAssert.StartsWith(File.ReadAllText(summary.Path), "# Sweep of UniMvtOptions\n");
        using JsonDocument numbers = JsonDocument.Parse(File.ReadAllText(report.Path));
        Assert.AreEqual(4, numbers.RootElement.GetProperty("Trials").GetArrayLength());
        Assert.AreEqual("outcome-log-loss", numbers.RootElement.GetProperty("Test")[0].GetProperty("Name").GetString());
    }

    [TestMethod]
    public void Sweep_OnAttribution_JudgesByMatchesOfHeldOutUsers()
    {
        using TemporaryFile table = new(".csv");

        (int code, _, string errors) = SampleProcess.Run("sweep", "--on", "attribution", "--generate", "1000", "--trials", "3", "--halving", "--tuner", "random", "--table", table.Path);

        Assert.AreEqual((0, ""), (code, errors));
        string[] lines = File.ReadAllLines(table.Path);
        Assert.HasCount(4, lines);
        Assert.AreEqual(
            "Trial,Configuration,LossRatios.IndividualEffect,LossRatios.Proxy,LossRatios.Adversary,LossRatios.Contrastive,LossRatios.DoubleMachineLearning,"
            + "Objective,StandardDeviation,outcome-log-loss,outcome-auc,true-spearman,true-pehe,Share,Epochs,Seed,Status,Message,Seconds", lines[0]);
        StringAssert.StartsWith(lines[1], "0,0,0.6,1,4,0.1,0.2,");
    }

    [TestMethod]
    public void Sweep_OnBadInput_PrintsOneSentenceAndExitsWithOne()
    {
        (int half, _, string halfError) = SampleProcess.Run("sweep", "--on", "coupons", "--train", "logs.csv");
        (int unknown, _, string unknownError) = SampleProcess.Run("sweep", "--on", "attribution", "--generate", "100", "--objective", "auc");

        Assert.AreEqual((1, "--train and --test go together; without both the sweep generates its data."), (half, halfError.Trim()));
        Assert.AreEqual(
            (1, "There is no objective 'auc' for this data; take one of match-auc, outcome-log-loss, outcome-auc, true-spearman, true-pehe."), (unknown, unknownError.Trim()));
    }

    private static string[] WithoutSeconds(TemporaryFile table) => [.. File.ReadAllLines(table.Path).Select(line => line[..line.LastIndexOf(',')])];
}
