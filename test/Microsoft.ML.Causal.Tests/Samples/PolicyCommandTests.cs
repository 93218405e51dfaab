// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Samples;

[TestClass]
public class PolicyCommandTests
{
    // The worked example of the metrics: (p0, η) = (.05, .3), (.2, .5), (.4, .1) on the logit, intensities 1, 2, 4.
    private const string Scores =
        """
        region,Response@4,BaseProbability,Response@1,Response@2
        north,0.14874998,0.05,0.06633259,0.08750881
        south,0.64878564,0.2,0.29187513,0.40460968
        north,0.49863373,0.4,0.42422204,0.44881367

        """;

    [TestMethod]
    public void Policy_OnTheWorkedExample_PrintsAndWritesThePlan()
    {
        using TemporaryFile scores = new(".csv", Scores), output = new(".csv"), report = new(".json");

        (int exitCode, string text, string errors) = SampleProcess.Run("policy", "--scores", scores.Path, "--budget", "1", "--value", "10", "--cost", "1",
            "--output", output.Path, "--json", report.Path);

        Assert.AreEqual((0, ""), (exitCode, errors));
        StringAssert.Contains(text, "2.4212");
        string[] lines = File.ReadAllLines(output.Path);
        Assert.AreEqual("PlannedIntensity,PlannedGain,PlannedSpend", lines[0]);
        CollectionAssert.AreEqual(new[] { "2", "2", "0" }, lines.Skip(1).Select(line => line.Split(',')[0]).ToArray());
        JsonElement plan = JsonDocument.Parse(File.ReadAllText(report.Path)).RootElement;
        // The file's numbers have 8 digits, times a value of 10.
        Assert.AreEqual(2.42118483, plan.GetProperty("Value").GetDouble(), 1e-6);
        Assert.AreEqual(.98423697, plan.GetProperty("Spend").GetDouble(), 1e-6);
        Assert.AreEqual(2.44417025, plan.GetProperty("Bound").GetDouble(), 1e-6);
        Assert.AreEqual(1.45818457, plan.GetProperty("MarginalReturn").GetDouble(), 1e-5);
        Assert.AreEqual(1 / 3.0, plan.GetProperty("WithheldShare").GetDouble(), 1e-12);
    }

    [TestMethod]
    public void Policy_ByGroups_KeepsAGroupsBudget()
    {
        using TemporaryFile scores = new(".csv", Scores), report = new(".json");

        (int exitCode, _, string errors) = SampleProcess.Run("policy", "--scores", scores.Path, "--budget", "4", "--value", "10", "--cost", "1",
            "--groups", "region", "--group-budget", "south=0.5", "--json", report.Path);

        Assert.AreEqual((0, ""), (exitCode, errors));
        JsonElement south = JsonDocument.Parse(File.ReadAllText(report.Path)).RootElement.GetProperty("Groups")[1];
        Assert.AreEqual("south", south.GetProperty("Name").GetString());
        // One redeemed unit of intensity 1.
        Assert.AreEqual(0.29187513, south.GetProperty("Spend").GetDouble(), 1e-6);
    }

    [TestMethod]
    [DataRow("BaseProbability,UnitUplift\n0.1,0.2\n", "line 1, column 'Response@': the header has no response curve")]
    [DataRow("UnitUplift,Response@1\n0.1,0.2\n", "line 1, column 'BaseProbability': the header lacks this column")]
    [DataRow("BaseProbability,Response@high\n0.1,0.2\n", "line 1, column 'Response@high': after Response@ an intensity greater than 0 was expected.")]
    [DataRow("BaseProbability,Response@1\n0.1,x\n", "line 2, column 'Response@1': a finite number was expected")]
    public void Policy_OnABadFile_SaysWhereAndWhat(string content, string problem)
    {
        using var scores = new TemporaryFile(".csv", content);

        (int exitCode, _, string errors) = SampleProcess.Run("policy", "--scores", scores.Path, "--value", "1", "--cost", "1");

        Assert.AreEqual(1, exitCode);
        StringAssert.StartsWith(errors, $"'{scores.Path}', {problem}");
    }

    [TestMethod]
    public void Policy_AfterCoupons_PutsThePriceIntoTheModel()
    {
        using TemporaryFile train = CouponLog.Write(CouponSample.Logs(CouponWorld.Syn1Probability, 2000)), test = CouponLog.Write(CouponSample.Randomised(CouponWorld.Syn1Probability, 500));
        using TemporaryFile model = new(".zip"), scores = new(".csv"), planned = new(".zip"), plan = new(".csv"), served = new(".csv");
        Assert.AreEqual(0, SampleProcess.Run("coupons", "--train", train.Path, "--test", test.Path, "--model", model.Path, "--scores", scores.Path).ExitCode);

        (int exitCode, _, string errors) = SampleProcess.Run("policy", "--scores", scores.Path, "--budget", "30", "--value", "10", "--cost", "1",
            "--output", plan.Path, "--model", model.Path, "--planned-model", planned.Path);
        SampleProcess.Run("score", "--model", planned.Path, "--input", test.Path, "--output", served.Path);

        Assert.AreEqual((0, ""), (exitCode, errors));
        string[] wanted = [.. File.ReadAllLines(plan.Path).Skip(1).Select(line => line.Split(',')[0])];
        int recommended = Array.IndexOf(File.ReadLines(served.Path).First().Split(','), "RecommendedIntensity");
        string[] given = [.. File.ReadAllLines(served.Path).Skip(1).Select(line => line.Split(',')[recommended])];
        Assert.IsTrue(wanted.Distinct().Count() > 1, "all rows are planned alike");
        // The fill after the price reaches a few rows more.
        Assert.IsLessThan(10, wanted.Zip(given).Count(pair => pair.First != pair.Second));
    }
}
