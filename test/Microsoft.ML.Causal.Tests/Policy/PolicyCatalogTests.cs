// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Causal.Tests.UniMvt;
using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Policy;

[TestClass]
public class PolicyCatalogTests
{
    private static readonly MLContext MlContext = new(seed: 1);
    private static readonly IDataView Data = MlContext.Data.LoadFromEnumerable(UniMvt.CouponRow.Log(1500, seed: 12));

    // How good the model is does not matter here.
    private static readonly TransformerChain<UniMvtTransformer> Model = MlContext.Transforms.Conversion.MapValueToKey("CityKey", "City")
        .Append(MlContext.Causal().UniMvt(new UniMvtOptions
        {
            Epochs = 2, BatchSize = 256, Seed = 3, OverlapRows = 0, GridPoints = 5, CategoricalColumnNames = ["CityKey"],
            InputEncoding = InputEncoding.Periodic, ResponseLink = ResponseLink.Probability,
        })).Fit(Data);

    private static readonly PolicyOptions Budget = new() { ResponseValue = 10, Budget = 60 };

    [TestMethod]
    public void Plan_OfScoredData_AddsWhatThePlanDoesWithEachRow()
    {
        PlannedPolicy planned = MlContext.Causal().Policy.Plan(Model.Transform(Data), Model.LastTransformer.Grid, Budget);

        PlannedRow[] rows = [.. MlContext.Data.CreateEnumerable<PlannedRow>(planned.Data, reuseRowObject: false)];
        CollectionAssert.AreEqual(planned.Plan.RowIntensities.ToArray(), rows.Select(row => row.PlannedIntensity).ToArray());
        // Sums of floats that were rounded once each.
        Assert.AreEqual(planned.Plan.Spend, rows.Sum(row => (double)row.PlannedSpend), 1e-4);
        Assert.AreEqual(planned.Plan.NetGain, rows.Sum(row => (double)row.PlannedGain), 1e-3);
        Assert.IsTrue(planned.Plan.Spend is <= 60 and > 59, $"{planned.Plan.Spend}");
        Assert.IsTrue(planned.Plan.WithheldShare is > 0 and < 1);
    }

    [TestMethod]
    public void Plan_ByGroups_NamesThemByTheirTexts()
    {
        PolicyOptions options = Budget with { GroupColumnName = "City", GroupLimits = new Dictionary<string, PolicyLimits> { ["A"] = new() { Budget = 1 } } };

        PolicyPlan plan = MlContext.Causal().Policy.Plan(Model.Transform(Data), Model.LastTransformer.Grid, options).Plan;

        CollectionAssert.AreEquivalent(MlContext.Data.CreateEnumerable<UniMvt.CouponRow>(Data, false).Select(row => row.City).Distinct().ToArray(),
            plan.Groups.Select(group => group.Name).ToArray());
        Assert.IsTrue(plan.Groups.Single(group => group.Name == "A").Spend <= 1);
    }

    [TestMethod]
    public void Freeze_MakesTheModelRecommendWhatWasPlanned()
    {
        PolicyPlan plan = MlContext.Causal().Policy.Plan(Model.Transform(Data), Model.LastTransformer.Grid, Budget).Plan;

        ITransformer frozen = MlContext.Causal().Policy.Freeze(Model, plan);

        CouponScore[] before = EstimatorContract.Scores<CouponScore>(MlContext, Model, Data), after = EstimatorContract.Scores<CouponScore>(MlContext, frozen, Data);
        float[] planned = plan.RowIntensities.ToArray();
        // Rows that only the fill reached may differ; all others are decided by the same price and the same arithmetic.
        Assert.IsLessThanOrEqualTo(plan.FilledRows, after.Where((row, i) => row.RecommendedIntensity != planned[i]).Count());
        Assert.IsTrue(plan.FilledRows < 10, $"{plan.FilledRows} steps were filled");
        Assert.IsTrue(before.Where((row, i) => row.RecommendedIntensity != planned[i]).Count() > 100, "the plan does nothing that the model did not do before");
        for (int i = 0; i < before.Length; i++)
        {
            after[i].RecommendedIntensity = before[i].RecommendedIntensity;
            after[i].ExpectedGain = before[i].ExpectedGain;
            EstimatorContract.SameBits(before[i], after[i], i);
        }
    }

    [TestMethod]
    public void Freeze_SurvivesSavingAndLoading()
    {
        PolicyPlan plan = MlContext.Causal().Policy.Plan(Model.Transform(Data), Model.LastTransformer.Grid, Budget).Plan;
        ITransformer frozen = MlContext.Causal().Policy.Freeze(Model, plan);

        ITransformer loaded = EstimatorContract.SaveAndLoad(MlContext, frozen, Data.Schema);

        EstimatorContract.SameScores<CouponScore>(MlContext, frozen, loaded, Data);
        var view = MlContext.Causal().Open<UniMvtTransformer>(loaded);
        Assert.AreEqual(plan.PolicyOf(), view.Policy);
        Assert.AreEqual(1, Model.LastTransformer.Policy.Price);

        // A loaded model takes another plan as well.
        ITransformer again = MlContext.Causal().Policy.Freeze(loaded, MlContext.Causal().Policy.Plan(Model.Transform(Data), view.Grid, Budget with { Budget = 10 }).Plan);
        Assert.IsGreaterThan(view.Policy.Price, MlContext.Causal().Open<UniMvtTransformer>(again).Policy.Price);
        EstimatorContract.SameScores<CouponScore>(MlContext, again, EstimatorContract.SaveAndLoad(MlContext, again, Data.Schema), Data);
    }

    [TestMethod]
    public void Freeze_OfATransformer_KeepsItsView()
    {
        IDataView keyed = MlContext.Transforms.Conversion.MapValueToKey("CityKey", "City").Fit(Data).Transform(Data);
        PolicyPlan plan = MlContext.Causal().Policy.Plan(Model.Transform(Data), Model.LastTransformer.Grid, new() { ResponseValue = 10, Limits = new() { MaximumShare = 0.1 } }).Plan;

        UniMvtTransformer frozen = MlContext.Causal().Policy.Freeze(Model.LastTransformer, plan);

        Assert.AreSame(Model.LastTransformer.Diagnostics, frozen.Diagnostics);
        int issued = EstimatorContract.Scores<CouponScore>(MlContext, frozen, keyed).Count(row => row.RecommendedIntensity > 0);
        Assert.AreEqual(150, issued);
    }

    [TestMethod]
    public void Freeze_OfAPlanForOtherIntensities_SaysBoth()
    {
        PolicyPlan plan = PolicyExample.Worked.Plan(new());

        var error = Assert.ThrowsExactly<ArgumentException>(() => MlContext.Causal().Policy.Freeze(Model, plan));

        StringAssert.StartsWith(error.Message, "The plan is for 3 intensities from 1 to 4, the model's curve has 5 ");
    }

    [TestMethod]
    public void Freeze_OfAPlanWithGroups_AsksForOne()
    {
        PolicyPlan plan = MlContext.Causal().Policy.Plan(Model.Transform(Data), Model.LastTransformer.Grid, Budget with { GroupColumnName = "City" }).Plan;

        var error = Assert.ThrowsExactly<ArgumentException>(() => MlContext.Causal().Policy.Freeze(Model, plan));

        StringAssert.Contains(error.Message, "Name one of them.");
        Assert.AreEqual(plan.PolicyOf("A"), MlContext.Causal().Open<UniMvtTransformer>(MlContext.Causal().Policy.Freeze(Model, plan, "A")).Policy);
    }

    [TestMethod]
    public void Plan_OnAMissingColumn_NamesIt()
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => MlContext.Causal().Policy.Plan(Data, [1, 2]));

        StringAssert.StartsWith(error.Message, "Could not find base probability column 'BaseProbability'.");
    }

    [TestMethod]
    public void Plan_OnCurvesOfAnotherLength_SaysBothLengths()
    {
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => MlContext.Causal().Policy.Plan(Model.Transform(Data), [1, 2]));

        StringAssert.StartsWith(error.Message, "Response curve column 'ResponseCurve' must hold 2 values, one per intensity, but holds 5.");
    }

    private sealed class PlannedRow
    {
        public float PlannedIntensity { get; set; }

        public float PlannedGain { get; set; }

        public float PlannedSpend { get; set; }
    }
}
