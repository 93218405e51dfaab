// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Policy;

[TestClass]
public class PolicyPlanTests
{
    // Curves are float: a value of 10 times a rounding of 3e-8, over three rows.
    private const double Rounding = 1e-6;

    [TestMethod]
    public void Compute_WithoutBudget_TakesTheLargestNetGainOfEveryRow() =>
        CollectionAssert.AreEqual(new float[] { 4, 4, 0 }, PolicyExample.Worked.Plan(new()).RowIntensities.ToArray());

    [TestMethod]
    [DataRow(0.5, 2, 1, 0, 1.29383941, 0.46689275, 1.39105694, 2.17910124)]
    [DataRow(1.0, 2, 2, 0, 2.42118483, 0.98423697, 2.44417025, 1.45818457)]
    [DataRow(2.0, 4, 2, 1, 3.27581693, 1.82844130, 3.84816312, 1.36722545)]
    [DataRow(4.0, 4, 4, 1, 5.71757662, 3.61436453, 5.91789979, 0.51946252)]
    public void Compute_UnderABudget_ReachesTheOptimumOfTheWorkedExample(
        double budget, double first, double second, double third, double gain, double cost, double bound, double price)
    {
        PolicyPlan plan = PolicyExample.Worked.Plan(new() { Budget = budget });

        CollectionAssert.AreEqual(new[] { (float)first, (float)second, (float)third }, plan.RowIntensities.ToArray());
        Assert.AreEqual(gain, plan.Value, Rounding);
        Assert.AreEqual(cost, plan.Spend, Rounding);
        Assert.AreEqual(bound, plan.ObjectiveBound, Rounding);
        Assert.AreEqual(price, plan.Price, Rounding);
        Assert.AreEqual(plan.Price, plan.MarginalReturn);
        Assert.IsLessThanOrEqualTo(plan.ObjectiveBound, plan.Objective);
    }

    [TestMethod]
    [DataRow(0.5, 1, 1, 0)]
    [DataRow(1.0, 2, 2, 0)]
    [DataRow(2.0, 4, 2, 0)]
    [DataRow(4.0, 4, 4, 1)]
    public void PolicyOf_Plan_DecidesRowByRowAsThePriceAloneDoes(double budget, double first, double second, double third)
    {
        RowPolicy policy = PolicyExample.Worked.Plan(new() { Budget = budget }).PolicyOf();

        CollectionAssert.AreEqual(new[] { (float)first, (float)second, (float)third }, PolicyExample.Worked.Decide(policy));
    }

    [TestMethod]
    public void Compute_OfSmallProblems_LosesAtMostOneStepToTheBound()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            PolicyExample example = PolicyExample.Draw(rows: 6, seed);
            foreach (CostBasis basis in Enum.GetValues<CostBasis>())
            {
                foreach (double least in new[] { 0, 1.5 })
                {
                    PolicyOptions options = new() { ResponseValue = 10, CostBasis = basis, Budget = 3, MinimumReturn = least };
                    PolicyPlan plan = example.Plan(options);
                    (double best, double largest) = example.Optimum(plan.Options);

                    Assert.IsLessThanOrEqualTo(options.Budget, plan.Spend);
                    // Sums of the same doubles in another order; the loss to the optimum is at most one step of one row.
                    Assert.IsLessThanOrEqualTo(best + 1e-12, plan.Objective, $"seed {seed}, {basis}");
                    Assert.IsLessThanOrEqualTo(plan.ObjectiveBound + 1e-12, best, $"seed {seed}, {basis}");
                    Assert.IsLessThanOrEqualTo(largest + 1e-12, plan.ObjectiveBound - plan.Objective, $"seed {seed}, {basis}");
                }
            }
        }
    }

    [TestMethod]
    public void Compute_OfManyRows_LosesLessThanAThousandthToTheBound()
    {
        PolicyExample example = PolicyExample.Draw(rows: 3000, seed: 1);
        foreach (double budget in new[] { 10.0, 100, 500 })
        {
            PolicyPlan plan = example.Plan(new() { ResponseValue = 10, Budget = budget });

            Assert.IsTrue(plan.Spend <= budget && plan.Spend > 0.999 * budget, $"spent {plan.Spend} of {budget}");
            Assert.IsTrue(plan.Gap is >= 0 and < 1e-3, $"gap {plan.Gap}");
            Assert.IsTrue(plan.BudgetBinds);
        }
    }

    [TestMethod]
    public void Compute_WhereAllRowsAreAlike_SpendsTheBudgetByFilling()
    {
        // The price alone can only take all rows or none: 0.2 per row issued, so 5 of 12 rows for a budget of 1.1.
        var example = PolicyExample.Alike(rows: 12);

        PolicyPlan plan = example.Plan(new() { ResponseValue = 10, Budget = 1.1 });

        CollectionAssert.AreEqual(new float[] { 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0 }, plan.RowIntensities.ToArray());
        Assert.AreEqual(5, plan.FilledRows);
        Assert.AreEqual(7 / 12.0, plan.WithheldShare);
    }

    [TestMethod]
    public void Compute_WithAnyNumberOfThreads_GivesTheSameBits()
    {
        PolicyExample example = PolicyExample.Draw(rows: 30_000, seed: 2);
        PolicyOptions options = new() { ResponseValue = 10, Budget = 700, GroupLimits = new Dictionary<string, PolicyLimits> { ["B"] = new() { MaximumShare = 0.2 } } };

        PolicyPlan one = example.PlanGroups(options with { Threads = 1 }), four = example.PlanGroups(options with { Threads = 4 });

        CollectionAssert.AreEqual(one.RowIntensities.ToArray(), four.RowIntensities.ToArray());
        Assert.AreEqual((one.Value, one.Spend, one.Price, one.ObjectiveBound), (four.Value, four.Spend, four.Price, four.ObjectiveBound));
    }

    [TestMethod]
    public void Compute_WithAMinimumReturn_LeavesBudgetThatDoesNotPay()
    {
        PolicyExample example = PolicyExample.Draw(rows: 500, seed: 3);
        PolicyOptions options = new() { ResponseValue = 2, Budget = 1e6 };

        PolicyPlan spent = example.Plan(options), paying = example.Plan(options with { MinimumReturn = 1 });

        Assert.IsLessThan(spent.Spend, paying.Spend);
        Assert.IsGreaterThan(spent.NetGain, paying.NetGain);
        Assert.AreEqual((false, 0.0, 1.0), (paying.BudgetBinds, paying.MarginalReturn, paying.Price));
        // Without a budget that binds, each row takes its largest net gain.
        CollectionAssert.AreEqual(example.Decide(new RowPolicy { ResponseValue = 2, UnitCost = 1 }), paying.RowIntensities.ToArray());
    }

    [TestMethod]
    public void Compute_WithAThreshold_IssuesNothingBelowIt()
    {
        PolicyExample example = PolicyExample.Draw(rows: 500, seed: 4);

        PolicyPlan plan = example.Plan(new() { ResponseValue = 10, Budget = 50, UpliftPerCostThreshold = 0.4 });

        Assert.IsGreaterThan(0, example.Issued(plan).Count());
        Assert.IsTrue(example.Issued(plan).All(row => row.Uplift >= 0.4 * row.Cost));
    }

    [TestMethod]
    public void Compute_OnValuesThatAreNoProbabilities_CountsThem()
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => PolicyPlan.Compute([1, 2], new float[] { .1f, .2f }, new float[] { .1f, float.NaN, 1.5f, .2f }));

        StringAssert.StartsWith(error.Message, "'responseCurves' must hold probabilities, in [0, 1]; 2 of 4 values are none.");
    }

    [TestMethod]
    public void Compute_OnCurvesOfAnotherLength_SaysWhatIsExpected()
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => PolicyPlan.Compute([1, 2], new float[] { .1f, .2f }, new float[] { .1f, .2f, .3f }));

        StringAssert.StartsWith(error.Message, "'responseCurves' must hold 2 values for each of 2 rows; it holds 3.");
    }
}
