// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Policy;

[TestClass]
public class PolicyLimitsTests
{
    private static readonly PolicyExample Example = PolicyExample.Draw(rows: 3000, seed: 7);
    private static readonly PolicyOptions Plain = new() { ResponseValue = 10, Budget = 400 };

    [TestMethod]
    public void Compute_WithAGroupBudget_KeepsItAndSpendsTheRestElsewhere()
    {
        PolicyPlan free = Example.PlanGroups(Plain), limited = Example.PlanGroups(Plain with { GroupLimits = Limits("B", new() { Budget = 40 }) });

        Assert.IsGreaterThan(40, Group(free, "B").Spend);
        Assert.IsTrue(Group(limited, "B").Spend is <= 40 and > 39, $"{Group(limited, "B").Spend}");
        Assert.IsGreaterThan(Group(free, "A").Spend, Group(limited, "A").Spend);
        Assert.IsTrue(limited.Spend is <= 400 and > 399, $"{limited.Spend}");
        Assert.IsGreaterThan(limited.Price, Group(limited, "B").Policy.Price);
        Assert.AreEqual(limited.Price, Group(limited, "A").Policy.Price);
        Assert.IsTrue(limited.Gap is >= 0 and < 1e-3, $"gap {limited.Gap}");
        Assert.IsLessThan(free.Value, limited.Value);
    }

    [TestMethod]
    public void Compute_WithGroupBudgetsOnly_IsThePlanOfEachGroupAlone()
    {
        PolicyOptions options = new() { ResponseValue = 10, MinimumReturn = 0, Limits = new() { Budget = 90 } };

        PolicyPlan together = Example.PlanGroups(options);

        for (int k = 0; k < PolicyExample.GroupNames.Length; k++)
        {
            int[] rows = [.. Enumerable.Range(0, Example.Rows).Where(i => Example.Groups[i] == k)];
            PolicyExample part = new(Example.Intensities, [.. rows.Select(i => Example.Base[i])],
                [.. rows.SelectMany(i => Example.Curves[(i * 3)..(i * 3 + 3)])], new int[rows.Length]);
            PolicyPlan alone = part.Plan(options with { Limits = new(), Budget = 90 });

            CollectionAssert.AreEqual(alone.RowIntensities.ToArray(), rows.Select(i => together.RowIntensities.Span[i]).ToArray());
            // The search closes in on a price to 10 digits, from other prices before it.
            Assert.AreEqual(1, together.Groups[k].Policy.Price / alone.Price, 1e-9);
        }
    }

    [TestMethod]
    public void Compute_WithALargestShare_IssuesToTheBestRows()
    {
        PolicyPlan plan = Example.PlanGroups(Plain with { Budget = double.PositiveInfinity, Limits = new() { MaximumShare = 0.1 } });

        for (int k = 0; k < PolicyExample.GroupNames.Length; k++)
        {
            int rows = Example.Groups.Count(group => group == k), issued = Example.Issued(plan).Count(row => Example.Groups[row.Row] == k);
            Assert.AreEqual((int)(0.1 * rows), issued);

            // The net gains of the rows issued to are the largest of the group.
            double[] best = [.. Enumerable.Range(0, Example.Rows).Where(i => Example.Groups[i] == k).Select(BestNetGain).OrderDescending().Take(issued)];
            Assert.AreEqual(best.Sum(), Group(plan, k).Value - Group(plan, k).Spend, 1e-9);
        }

        Assert.IsTrue(plan.Gap is >= 0 and < 1e-9, $"gap {plan.Gap}");
    }

    [TestMethod]
    public void Compute_WithALeastShare_IssuesAtALossWhereItMust()
    {
        PolicyPlan free = Example.Plan(Plain with { ResponseValue = 2, Budget = double.PositiveInfinity });
        PolicyPlan forced = Example.Plan(Plain with { ResponseValue = 2, Budget = double.PositiveInfinity, Limits = new() { MinimumShare = 0.8 } });

        Assert.IsGreaterThan(0.2, free.WithheldShare);
        Assert.AreEqual(0.2, forced.WithheldShare, 1e-12);
        Assert.IsLessThan(free.NetGain, forced.NetGain);
        Assert.IsLessThan(0, forced.PolicyOf().IssuePrice);
        CollectionAssert.AreEqual(forced.RowIntensities.ToArray(), Example.Decide(forced.PolicyOf()));
    }

    [TestMethod]
    public void Compute_WithALargestShareUnderABudget_KeepsBoth()
    {
        PolicyPlan plan = Example.Plan(Plain with { Budget = 100, Limits = new() { MaximumShare = 0.05 } });

        Assert.AreEqual(0.95, plan.WithheldShare, 1e-12);
        Assert.IsTrue(plan.Spend is <= 100 and > 99, $"{plan.Spend}");
        Assert.IsTrue(plan.Gap is >= 0 and < 5e-3, $"gap {plan.Gap}");
        // Fewer rows may be issued to, so each gets more than without the limit.
        Assert.IsGreaterThan(Example.Issued(Example.Plan(Plain with { Budget = 100 })).Average(row => row.Intensity), Example.Issued(plan).Average(row => row.Intensity));
    }

    [TestMethod]
    public void Compute_UnderACap_IssuesNothingHigher()
    {
        PolicyPlan plan = Example.PlanGroups(Plain with { Budget = 4000, GroupLimits = Limits("C", new() { MaximumIntensity = 2 }) });

        Assert.AreEqual(2, Example.Issued(plan).Where(row => Example.Groups[row.Row] == 2).Max(row => row.Intensity));
        Assert.AreEqual(4, Example.Issued(plan).Where(row => Example.Groups[row.Row] == 0).Max(row => row.Intensity));
    }

    [TestMethod]
    public void Compute_WithALeastShareThatTheBudgetCannotPay_SaysWhatItCosts()
    {
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Example.Plan(Plain with { Budget = 5, Limits = new() { MinimumShare = 0.5 } }));

        StringAssert.StartsWith(error.Message, "Budget is 5, but the least shares of rows that are issued an intensity cost ");
    }

    [TestMethod]
    public void Compute_WithALeastShareOfRowsThatNothingHelps_CountsThem()
    {
        var flat = new PolicyExample([1], [.1f, .1f, .1f, .1f], [.2f, .1f, .1f, .05f], new int[4]);

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => flat.Plan(Plain with { Limits = new() { MinimumShare = 0.5 } }));

        StringAssert.StartsWith(error.Message, "Group '' must issue an intensity to at least 2 of 4 rows, but only 1 have one that raises the response");
    }

    [TestMethod]
    public void Compute_WithLimitsOfAGroupThatIsNotThere_NamesIt()
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => Example.PlanGroups(Plain with { GroupLimits = Limits("D", new()) }));

        StringAssert.StartsWith(error.Message, "PolicyOptions.GroupLimits names group 'D', which no row has.");
    }

    public static IEnumerable<object[]> Bad =>
    [
        [new PolicyOptions { UnitCost = 0 }, "PolicyOptions.UnitCost must be finite and greater than 0."],
        [new PolicyOptions { ResponseValue = double.NaN }, "PolicyOptions.ResponseValue must be finite and at least 0."],
        [new PolicyOptions { Budget = double.NaN }, "PolicyOptions.Budget must be at least 0."],
        [new PolicyOptions { MinimumReturn = -1 }, "PolicyOptions.MinimumReturn must be finite and at least 0."],
        [new PolicyOptions { UpliftPerCostThreshold = -1 }, "PolicyOptions.UpliftPerCostThreshold must be finite and at least 0."],
        [new PolicyOptions { CostBasis = (CostBasis)7 }, "PolicyOptions.CostBasis must be one of PerRedemption, PerIssue."],
        [new PolicyOptions { Threads = 0 }, "PolicyOptions.Threads must be at least 1."],
        [new PolicyOptions { GroupColumnName = " " }, "PolicyOptions.GroupColumnName must name a column, but is empty."],
        [new PolicyOptions { Limits = new() { Budget = -1 } }, "PolicyOptions.Limits.Budget must be at least 0."],
        [new PolicyOptions { Limits = new() { MinimumShare = 0.5, MaximumShare = 0.4 } }, "PolicyOptions.Limits.MaximumShare must be at most 1 and at least MinimumShare, 0.5."],
        [new PolicyOptions { GroupLimits = Limits("A", new() { MaximumIntensity = 0 }) }, "PolicyOptions.GroupLimits['A'].MaximumIntensity must be greater than 0."],
    ];

    [TestMethod]
    [DynamicData(nameof(Bad))]
    public void Compute_WithABadOption_SaysWhatIsExpected(PolicyOptions options, string message)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => PolicyPlan.Compute([1], new float[] { .1f }, new float[] { .2f }, options));

        StringAssert.StartsWith(error.Message, message);
    }

    [TestMethod]
    public void Options_HaveTheseDefaults()
    {
        PolicyOptions options = new();
        Assert.AreEqual(("BaseProbability", "ResponseCurve", (string?)null), (options.BaseProbabilityColumnName, options.ResponseCurveColumnName, options.GroupColumnName));
        Assert.AreEqual((1.0, 1.0, CostBasis.PerRedemption, 0.0), (options.ResponseValue, options.UnitCost, options.CostBasis, options.UpliftPerCostThreshold));
        Assert.AreEqual((double.PositiveInfinity, 1.0, 0.0), (options.Budget, options.Validated().MinimumReturn, (options with { Budget = 5 }).Validated().MinimumReturn));
        Assert.AreEqual(new PolicyLimits { Budget = double.PositiveInfinity, MinimumShare = 0, MaximumShare = 1, MaximumIntensity = double.PositiveInfinity }, options.Limits);
    }

    private static double BestNetGain(int row) =>
        Math.Max(0, Enumerable.Range(0, 3).Max(g => 10 * ((double)Example.Curves[3 * row + g] - Example.Base[row]) - Example.Intensities[g] * (double)Example.Curves[3 * row + g]));

    private static PolicyGroup Group(PolicyPlan plan, string name) => plan.Groups.Single(group => group.Name == name);

    private static PolicyGroup Group(PolicyPlan plan, int k) => plan.Groups[k];

    private static Dictionary<string, PolicyLimits> Limits(string name, PolicyLimits limits) => new() { [name] = limits };
}
