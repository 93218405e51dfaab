// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Samples;

[TestClass]
public class ReplayCommandTests
{
    // The worked log of the replay: sequence s3 has two touches on A, the first earning .8 of its credit.
    private const string Touches =
        """
        seq_id,user_id,pos,t_sec,converted,cost,medium
        s1,u1,0,1,1,1,A
        s2,u2,0,2,0,2,B
        s1,u1,1,3,1,2,B
        s3,u3,0,4,1,1,A
        s3,u3,1,5,1,1,A
        s4,u4,0,6,0,2,B
        s2,u2,1,7,0,1,A
        s5,u5,0,8,1,2,B
        s4,u4,1,9,0,1,A
        s6,u6,0,10,0,1,A

        """;

    private const string Credits =
        """
        pos,seq,credit
        0,s1,.5
        1,s1,.5
        0,s2,.9
        1,s2,.9
        0,s3,.8
        1,s3,.2
        0,s4,7
        1,s4,
        0,s5,1
        0,s6,3

        """;

    [TestMethod]
    public void Replay_OfTheWorkedLog_GivesItsNumbers()
    {
        using TemporaryFile touches = new(".csv", Touches), credits = new(".csv", Credits), report = new(".json");

        (int exitCode, string output, string errors) = SampleProcess.Run("replay", "--touches", touches.Path, "--credits", credits.Path, "--channel", "medium",
            "--budgets", "1", "0.5", "--bootstrap", "0", "--json", report.Path);

        Assert.AreEqual((0, ""), (exitCode, errors));
        StringAssert.Contains(output, "Markov removal");
        JsonElement root = JsonDocument.Parse(File.ReadAllText(report.Path)).RootElement;
        Assert.AreEqual((6, 3), (root.GetProperty("Sequences").GetInt32(), root.GetProperty("Conversions").GetInt32()));
        JsonElement[] budgets = [.. root.GetProperty("Methods")[0].GetProperty("Replay").GetProperty("Budgets").EnumerateArray()];
        Assert.AreEqual((2.0, 12.0), (budgets[0].GetProperty("Conversions").GetDouble(), budgets[0].GetProperty("Cost").GetDouble()));
        Assert.AreEqual((1.0, 6.0), (budgets[1].GetProperty("Conversions").GetDouble(), budgets[1].GetProperty("Cost").GetDouble()));
    }

    [TestMethod]
    public void Replay_WithCreditsOfSomeSequences_ReplaysThose()
    {
        using TemporaryFile touches = new(".tsv", Touches.Replace(',', '\t')), credits = new(".csv", "row,pos,uplift\ns1,0,.5\ns1,1,.5\ns2,0,.1\ns2,1,.1\n"), report = new(".json");

        (int exitCode, _, string errors) = SampleProcess.Run("replay", "--touches", touches.Path, "--credits", credits.Path, "--channel", "medium", "--json", report.Path);

        Assert.AreEqual((0, ""), (exitCode, errors));
        JsonElement root = JsonDocument.Parse(File.ReadAllText(report.Path)).RootElement;
        Assert.AreEqual((2, 4, true), (root.GetProperty("Sequences").GetInt32(), root.GetProperty("FittedSequences").GetInt32(), root.GetProperty("FittedApart").GetBoolean()));
        Assert.AreEqual(6, root.GetProperty("Methods")[0].GetProperty("Replay").GetProperty("Spend").GetDouble());
    }

    [TestMethod]
    [DataRow("pos,seq,credit\n7,s1,1\n", "line 2, column 'pos': the log has no such touch.")]
    [DataRow("pos,seq\n0,s1\n", "line 1, column 'credit': the header lacks this column; it may also be named uplift.")]
    [DataRow("pos,seq,credit\n", "credits of touches were expected, but the file has none.")]
    public void Replay_OnBadCredits_SaysWhereAndWhat(string content, string problem)
    {
        using TemporaryFile touches = new(".csv", Touches), credits = new(".csv", content);

        (int exitCode, _, string errors) = SampleProcess.Run("replay", "--touches", touches.Path, "--credits", credits.Path, "--channel", "medium");

        Assert.AreEqual(1, exitCode);
        StringAssert.Contains(errors, problem);
    }
}
