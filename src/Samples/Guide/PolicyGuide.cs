// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Samples;

/// <summary>The pieces of code that the documentation shows for policies: each region stands there as it is here.</summary>
internal static class PolicyGuide
{
    private const int Rows = 4_000;

    /// <summary>Runs them all, with the model in a file of its own.</summary>
    /// <returns>The plan, and the number of rows to which the loaded model recommends what was planned.</returns>
    public static (PolicyPlan Plan, int AsPlanned) Run(string path)
    {
        var mlContext = new MLContext(seed: 1);
        IDataView logs = CausalDatasets.Coupons(mlContext, rows: Rows);
        UniMvtTransformer model = mlContext.Causal().UniMvt(new UniMvtOptions { Epochs = 4, InputEncoding = InputEncoding.Raw, OverlapRows = 0 }).Fit(logs);
        IDataView users = CausalDatasets.Coupons(mlContext, rows: Rows, seed: 2);

        #region plan
        PlannedPolicy planned = mlContext.Causal().Policy.Plan(model.Transform(users), model.Grid, new PolicyOptions
        {
            ResponseValue = 10,                              // money, as is the cost of a unit of intensity
            UnitCost = 1,
            Budget = 800,
        });

        PolicyPlan plan = planned.Plan;                      // plan.Value, plan.Spend, plan.Gap, plan.MarginalReturn, ...
        IDataView rows = planned.Data;                       // users, with PlannedIntensity, PlannedGain, PlannedSpend
        #endregion

        #region freeze
        UniMvtTransformer frozen = mlContext.Causal().Policy.Freeze(model, plan);
        mlContext.Model.Save(frozen, logs.Schema, path);     // its RecommendedIntensity asks for the planned return
        #endregion

        #region limits
        PolicyOptions limited = plan.Options with
        {
            Limits = new() { MaximumShare = 0.3, MaximumIntensity = 3 },
            MinimumReturn = 1,                               // nothing is spent that does not come back
        };
        #endregion

        PolicyPlan other = mlContext.Causal().Policy.Plan(model.Transform(users), model.Grid, limited).Plan;
        float[] wanted = new NumberColumns(rows, "PlannedIntensity")["PlannedIntensity"];
        float[] served = new NumberColumns(new MLContext().Model.Load(path, out _).Transform(users), "RecommendedIntensity")["RecommendedIntensity"];
        return other.WithheldShare >= 0.7 ? (plan, wanted.Zip(served).Count(pair => pair.First == pair.Second)) : (plan, 0);
    }
}
