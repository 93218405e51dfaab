// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Text.RegularExpressions;
using Microsoft.ML.Causal.Samples;
using Microsoft.ML.Causal.Tests.Samples;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Documentation;

/// <summary>What the pages show is code that is compiled and run, and what they point to is there.</summary>
[TestClass]
public partial class DocumentationTests
{
    [TestMethod]
    public void CodeBlock_OfAPage_IsTheRegionItNames()
    {
        List<string> differences = [];
        foreach (DocumentedCode block in DocumentedCode.Pages.SelectMany(DocumentedCode.Of))
        {
            string where = $"{block.Page}, line {block.Line}";
            if (block.Source is null)
            {
                differences.Add($"{where}: no line '<!-- src/Samples/Guide/X.cs: region -->' stands above the block.");
                continue;
            }

            Dictionary<string, string> regions = DocumentedCode.RegionsOf(block.Source);
            string[] unknown = [.. block.Regions.Where(name => !regions.ContainsKey(name))];
            if (unknown.Length > 0)
                differences.Add($"{where}: {block.Source} has no region {string.Join(", ", unknown)}.");
            else if (string.Join("\n\n", block.Regions.Select(name => regions[name])) is var code && code != block.Text)
                differences.Add($"{where}: the block differs from {block.Source}: {string.Join(", ", block.Regions)}. The region says:\n{code}");
        }

        Assert.IsEmpty(differences, string.Join("\n", differences));
    }

    [TestMethod]
    public void Region_OfTheGuide_IsShownByAPage()
    {
        HashSet<(string, string)> shown = [.. DocumentedCode.Pages.SelectMany(DocumentedCode.Of).SelectMany(block => block.Regions.Select(region => (block.Source!, region)))];
        string[] sources = [.. Directory.EnumerateFiles(Path.Combine(DocumentedCode.Root, "src", "Samples", "Guide"), "*.cs").Select(path => $"src/Samples/Guide/{Path.GetFileName(path)}")];
        string[] hidden = [.. sources.SelectMany(source => DocumentedCode.RegionsOf(source).Keys.Where(region => !shown.Contains((source, region))).Select(region => $"{source}: {region}"))];

        Assert.IsNotEmpty(sources);
        Assert.IsEmpty(hidden, $"Regions that no page shows: {string.Join("; ", hidden)}.");
    }

    [TestMethod]
    public void Link_OfAPage_LeadsToAFile()
    {
        List<string> broken = [];
        foreach (string page in DocumentedCode.Pages)
        {
            foreach (Match link in RelativeLink().Matches(File.ReadAllText(page)))
            {
                string target = Path.Combine(Path.GetDirectoryName(page)!, link.Groups["target"].Value);
                if (!File.Exists(target) && !Directory.Exists(target))
                    broken.Add($"{Path.GetRelativePath(DocumentedCode.Root, page)}: {link.Groups["target"].Value}");
            }
        }

        Assert.IsEmpty(broken, $"Links that lead nowhere: {string.Join("; ", broken)}.");
    }

    [TestMethod]
    public void CouponGuide_AfterLoading_RecommendsTheSame()
    {
        using var model = new TemporaryFile(".zip");

        (float before, float after) = CouponGuide.Run(model.Path);

        Assert.AreEqual(BitConverter.SingleToInt32Bits(before), BitConverter.SingleToInt32Bits(after));
        Assert.IsFalse(float.IsNaN(before));
    }

    [TestMethod]
    public void AttributionGuide_AfterLoading_GivesTheSameEffects()
    {
        using TemporaryFile log = new(".csv"), model = new(".zip");

        (float[] before, float[] after) = AttributionGuide.Run(log.Path, model.Path);

        Assert.IsNotEmpty(before);
        CollectionAssert.AreEqual(before, after);
    }

    [TestMethod]
    public void PolicyGuide_AfterLoading_RecommendsWhatWasPlanned()
    {
        using var model = new TemporaryFile(".zip");

        (PolicyPlan plan, int asPlanned) = PolicyGuide.Run(model.Path);

        Assert.IsTrue(plan.BudgetBinds && plan.Spend <= 800, $"spent {plan.Spend}");
        Assert.IsGreaterThanOrEqualTo(plan.Rows - plan.FilledRows, asPlanned);
    }

    [TestMethod]
    public void ReplayGuide_ReachesConversions()
    {
        (double byRemoval, double byLastTouch) = ReplayGuide.Run();

        Assert.IsGreaterThan(0, byRemoval);
        Assert.IsGreaterThan(0, byLastTouch);
    }

    [TestMethod]
    public void SweepGuide_FindsAModel()
    {
        using var journal = new TemporaryFile(".jsonl");

        SweepResult<UniMvtOptions, UniMvtTransformer> result = SweepGuide.Run(journal.Path, rows: 1000, trials: 3);

        Assert.HasCount(3, result.Trials);
        Assert.HasCount(4, File.ReadAllLines(journal.Path));
        (SweepSpace<AlmMtaOptions> own, SweepSpace<AlmMtaOptions> readyMade) = SweepGuide.Spaces();
        Assert.AreEqual(own.Dimensions[0].ToString(), readyMade.Dimensions[2].ToString());
    }

    [GeneratedRegex(@"\]\((?!https?:|#)(?<target>[^)#\s]+)[^)]*\)")]
    private static partial Regex RelativeLink();
}
