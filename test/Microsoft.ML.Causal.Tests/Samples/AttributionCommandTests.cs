// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;
using System.Text.Json;
using Microsoft.ML.Causal.Samples;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Samples;

/// <summary>Runs the samples of attribution as people do: as a process, from files to files.</summary>
[TestClass]
public class AttributionCommandTests
{
    [TestMethod]
    public void Attribution_ThenScoreInAFreshProcess_GivesTheSameScores()
    {
        AttributionSample sample = AttributionSample.Draw(rows: 2000);
        using TemporaryFile rows = Rows(sample, _ => true), touches = Touches(sample), held = Rows(sample, i => sample.Split[i] == AttributionSplit.Test);
        using TemporaryFile heldTouches = Touches(sample, i => sample.Split[i] == AttributionSplit.Test);
        using TemporaryFile model = new(".zip"), scores = new(".csv"), again = new(".csv"), report = new(".json");

        (int trained, _, string errors) = SampleProcess.Run("attribution", "--rows", rows.Path, "--touches", touches.Path, "--identification", "observed",
            "--model", model.Path, "--scores", scores.Path, "--json", report.Path, "--seed", "3");
        (int scored, _, string scoreErrors) = SampleProcess.Run("score", "--model", model.Path, "--input", held.Path, "--touches", heldTouches.Path, "--output", again.Path);

        Assert.AreEqual((0, ""), (trained, errors));
        Assert.AreEqual((0, ""), (scored, scoreErrors));
        string[] lines = File.ReadAllLines(scores.Path);
        Assert.AreEqual("row,pos,uplift,uplift_logit,score,lower,upper", lines[0]);
        CollectionAssert.AreEqual(lines, File.ReadAllLines(again.Path));
        using JsonDocument numbers = JsonDocument.Parse(File.ReadAllText(report.Path));
        Assert.AreEqual(lines.Length - 1, numbers.RootElement.GetProperty("TestTouches").GetInt32());
        Assert.AreEqual("ObservedProxy", numbers.RootElement.GetProperty("Identification").GetString());
        StringAssert.Contains(numbers.RootElement.GetProperty("ItemContent").GetString(), "worked out from upload_vec16 and U_cos of the training users");
        // 2,000 journeys tell a little of the order of effects; without any idea the correlation is 0.
        Assert.IsGreaterThan(0.1, numbers.RootElement.GetProperty("Accuracy").GetProperty("Spearman").GetDouble());
    }

    [TestMethod]
    [DataRow("--proxy", "TRUTH_delta", "line 1, column 'TRUTH_delta': columns that begin with TRUTH_ are answers; name a column that was recorded.")]
    [DataRow("--proxy", "R_none", "line 1, column 'R_none': the header lacks this column; it has row, pos, item, cluster, R_medium, U_cos, U_strict, TRUTH_delta.")]
    public void Attribution_WithAProxyThatIsNone_NamesTheColumn(string option, string column, string problem)
    {
        AttributionSample sample = AttributionSample.Draw(rows: 20);
        using TemporaryFile rows = Rows(sample, _ => true), touches = Touches(sample);

        (int exitCode, _, string errors) = SampleProcess.Run(
            "attribution", "--rows", rows.Path, "--touches", touches.Path, "--identification", "observed", option, column);

        Assert.AreEqual((1, $"'{touches.Path}', {problem}"), (exitCode, errors.Trim()));
    }

    [TestMethod]
    public void Attribution_WithAFileOfItems_TakesItsVectors()
    {
        AttributionSample sample = AttributionSample.Draw(rows: 1000);
        using TemporaryFile rows = Rows(sample, _ => true), touches = Touches(sample), report = new(".json");
        using TemporaryFile items = Lines(".csv", ["item,v0,v1", .. Enumerable.Range(0, 600).Select(item => $"{item},{Text((float)sample.World.Content(item)[0])},0.5")]);

        (int exitCode, _, string errors) = SampleProcess.Run("attribution", "--rows", rows.Path, "--touches", touches.Path, "--identification", "matched",
            "--items", items.Path, "--json", report.Path);

        Assert.AreEqual((0, ""), (exitCode, errors));
        using JsonDocument numbers = JsonDocument.Parse(File.ReadAllText(report.Path));
        Assert.AreEqual($"item content: 600 vectors of 2 numbers from {items.Path}", numbers.RootElement.GetProperty("ItemContent").GetString());
        Assert.AreEqual(1, numbers.RootElement.GetProperty("Fit").GetProperty("ItemContentShare").GetDouble());
    }

    [TestMethod]
    [DataRow("item,v1\na,1\n", "line 1, column 'v0': the header lacks this column; it has item, v1.")]
    [DataRow("item,v0\na,1\na,2\n", "line 3, column 'item': this item was there before; each may be there once.")]
    [DataRow("item,v0\na,\n", "line 2, column 'v0': a finite number was expected, but the field is empty.")]
    public void ItemFile_ThatDoesNotFit_NamesLineAndColumn(string text, string problem)
    {
        using var items = new TemporaryFile(".csv", text);

        Assert.AreEqual($"'{items.Path}', {problem}", Assert.ThrowsExactly<InputException>(() => ItemFile.Read(items.Path)).Message);
    }

    [TestMethod]
    public void Criteo_OnALogWithAllFields_WritesAScoreForEachHeldOutTouch()
    {
        using TemporaryFile log = CriteoLog(), scores = new(".csv"), report = new(".json");

        (int exitCode, _, string errors) = SampleProcess.Run("criteo", "--touches", log.Path, "--max-length", "3", "--scores", scores.Path, "--json", report.Path);

        Assert.AreEqual((0, ""), (exitCode, errors));
        string[] lines = File.ReadAllLines(scores.Path);
        Assert.AreEqual("row,pos,uplift,uplift_logit,score,lower,upper", lines[0]);
        using JsonDocument numbers = JsonDocument.Parse(File.ReadAllText(report.Path));
        Assert.AreEqual(lines.Length - 1, numbers.RootElement.GetProperty("TestTouches").GetInt32());
        // The log sells by its campaign: .5 would be a guess.
        Assert.IsGreaterThan(0.6, numbers.RootElement.GetProperty("Auc").GetDouble());

        // Four touches a sequence, of which the last three are scored and the first one is not.
        CollectionAssert.AreEquivalent(new[] { "1", "2", "3" }, lines.Skip(1).Select(line => line.Split(',')[1]).Distinct().ToArray());
        JsonElement replay = numbers.RootElement.GetProperty("Replay");
        Assert.AreEqual(numbers.RootElement.GetProperty("TestRows").GetInt32(), replay.GetProperty("Sequences").GetInt32());
        Assert.IsTrue(replay.GetProperty("FittedApart").GetBoolean());
        string[] methods = [.. replay.GetProperty("Methods").EnumerateArray().Select(method => method.GetProperty("Name").GetString()!)];
        foreach (string method in new[] { "ALM-MTA", "deepMTA", "CausalMTA", "CAMTA", "last touch", "linear", "Markov removal", "logistic regression" })
            CollectionAssert.Contains(methods, method);
    }

    [TestMethod]
    public void Criteo_OnALogWithBasicFields_PredictsWithoutAProxy()
    {
        using TemporaryFile log = CriteoLog(allFields: false), scores = new(".csv"), report = new(".json");

        (int exitCode, string output, string errors) = SampleProcess.Run("criteo", "--touches", log.Path, "--scores", scores.Path, "--json", report.Path);

        Assert.AreEqual((0, ""), (exitCode, errors));
        StringAssert.Contains(output, "this log has no costs: no proxy identifies effects");
        using JsonDocument numbers = JsonDocument.Parse(File.ReadAllText(report.Path));
        Assert.AreEqual("Paper", numbers.RootElement.GetProperty("Fit").GetProperty("Identification").GetString());
        Assert.AreEqual(File.ReadAllLines(scores.Path).Length - 1, numbers.RootElement.GetProperty("TestTouches").GetInt32());
        // The log sells by its campaign: .5 would be a guess.
        Assert.IsGreaterThan(0.6, numbers.RootElement.GetProperty("Auc").GetDouble());
    }

    [TestMethod]
    [DataRow("seq_id\tuser_id\tpos\tcampaign\tt_sec\tconverted\tcat1\n", "line 1, column 'cost': the tab-separated header lacks this column; the log with all fields has")]
    [DataRow("seq_id\tuser_id\tpos\tt_sec\tconverted\n", "line 1, column 'campaign': the tab-separated header lacks this column; the log with basic fields has seq_id, user_id, pos, t_sec, converted, campaign.")]
    [DataRow("seq_id\tuser_id\tpos\tcampaign\tt_sec\tconverted\n1\t1\t0\t3\tnoon\t0\n", "line 2, column 't_sec': a finite number was expected, but the field holds something else.")]
    [DataRow("seq_id\tuser_id\tpos\tcampaign\tt_sec\tconverted\n", "touches were expected, but the file has none.")]
    public void Criteo_OnALogThatDoesNotFit_NamesFileLineAndColumn(string text, string problem)
    {
        using var log = new TemporaryFile(".tsv", text);

        (int exitCode, _, string errors) = SampleProcess.Run("criteo", "--touches", log.Path);

        Assert.AreEqual(1, exitCode);
        StringAssert.Contains(errors, problem);
        StringAssert.StartsWith(errors, $"'{log.Path}'");
        Assert.HasCount(1, errors.Trim().Split('\n'), "one sentence is enough");
    }

    [TestMethod]
    public void Criteo_OnAFileThatIsNoGzip_SaysSo()
    {
        using var log = new TemporaryFile(".tsv.gz", "seq_id\tuser_id\n");

        (int exitCode, _, string errors) = SampleProcess.Run("criteo", "--touches", log.Path);

        Assert.AreEqual((1, $"'{log.Path}': the name ends in .gz, but the content is not gzip, or is damaged."), (exitCode, errors.Trim()));
    }

    private static TemporaryFile Rows(AttributionSample sample, Func<int, bool> wanted) => Lines(".csv",
    [
        "row,user,x0,x1,x2,x3,x4,x5,x6,x7,y,upload_vec16,split",
        .. Enumerable.Range(0, sample.Rows).Where(wanted).Select(i => string.Join(',',
        [
            Text(i), Text(sample.User[i]), .. sample.Context[(i * 8)..(i * 8 + 8)].Select(Text), sample.Label[i] ? "1" : "0",
            sample.Label[i] ? string.Join(' ', sample.Upload[(i * 16)..(i * 16 + 16)].Select(Text)) : "", sample.Split[i].ToString().ToLowerInvariant(),
        ])),
    ]);

    private static TemporaryFile Touches(AttributionSample sample, Func<int, bool>? wanted = null)
    {
        byte[] proxy = sample.Proxy(AttributionProxy.Medium);
        float[] cosine = sample.Match(AttributionMatch.Cosine), strict = sample.Match(AttributionMatch.Strict);
        List<string> lines = ["row,pos,item,cluster,R_medium,U_cos,U_strict,TRUTH_delta"];
        for (int i = 0; i < sample.Rows; i++)
        {
            for (int j = sample.Offsets[i]; j < sample.Offsets[i + 1] && wanted?.Invoke(i) != false; j++)
            {
                lines.Add(string.Join(',', Text(i), Text(j - sample.Offsets[i]), Text(sample.Item[j]), Text(sample.Item[j] % 60), Text(proxy[j]),
                    Optional(cosine[j]), Optional(strict[j]), Text(sample.TrueUplift[j])));
            }
        }

        return Lines(".csv", lines);
    }

    /// <summary>600 users of one sequence of four touches; campaign 1 sells more than campaign 0, and dear touches a little more than cheap ones.</summary>
    private static TemporaryFile CriteoLog(bool allFields = true)
    {
        var random = new Random(5);
        string more = allFields ? "\tcost\tcpo\t" + string.Join('\t', Enumerable.Range(1, 9).Select(c => $"cat{c}")) : "";
        List<string> lines = [$"seq_id\tuser_id\tpos\tcampaign\tt_sec\tconverted{more}"];
        for (int i = 0; i < 600; i++)
        {
            int campaign = i % 2;
            double[] cost = [.. Enumerable.Range(0, 4).Select(_ => random.NextDouble())];
            bool sold = random.NextDouble() < 0.1 + 0.3 * campaign + 0.05 * cost.Sum();
            for (int j = 0; j < 4; j++)
            {
                more = allFields ? $"\t{Text((float)cost[j])}\t0.1\t{string.Join('\t', Enumerable.Range(0, 9).Select(_ => Text(random.Next(4))))}" : "";
                lines.Add(string.Join('\t', Text(i), Text(i), Text(j), Text(campaign), Text(1000 * i + 100 * j), sold ? "1" : "0") + more);
            }
        }

        return Lines(".tsv", lines);
    }

    private static TemporaryFile Lines(string extension, IEnumerable<string> lines) => new(extension, string.Join('\n', lines) + "\n");

    private static string Optional(float value) => float.IsNaN(value) ? "" : Text(value);

    private static string Text(float value) => value.ToString("R", CultureInfo.InvariantCulture);
}
