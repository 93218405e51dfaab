// Licensed under the MIT licence; see LICENSE in the repository root.

#region usings
using Microsoft.ML;
using Microsoft.ML.Causal;
using Microsoft.ML.Transforms;
#endregion

namespace Microsoft.ML.Causal.Samples;

/// <summary>The pieces of code that the documentation shows for coupons: each region stands there as it is here.</summary>
internal static class CouponGuide
{
    /// <summary>Runs them all, with the model in a file of its own.</summary>
    /// <returns>What the model recommends for one user before it was saved, and after.</returns>
    public static (float Before, float After) Run(string path)
    {
        #region coupons
        var mlContext = new MLContext(seed: 1);
        IDataView logs = CausalDatasets.Coupons(mlContext, rows: 20_000);     // Features, Treatment, Intensity, Label

        var pipeline = mlContext.Transforms
            .ReplaceMissingValues("Features", replacementMode: MissingValueReplacingEstimator.ReplacementMode.Mean)
            .Append(mlContext.Causal().UniMvt(new UniMvtOptions { ResponseValue = 10, UnitCost = 1 }));

        var model = pipeline.Fit(logs);
        IDataView scored = model.Transform(logs);                // BaseProbability, UnitUplift, RecommendedIntensity, ...
        mlContext.Model.Save(model, logs.Schema, path);
        #endregion

        #region coupons-service
        var service = new MLContext();
        ITransformer loaded = service.Model.Load(path, out _);
        using var engine = service.Model.CreatePredictionEngine<CouponRow, CouponScore>(loaded);

        var user = new CouponRow { Features = [0.2f, -1.1f, 0.4f, 0, 0.9f, -0.3f, 1.2f, 0.1f] };
        CouponScore score = engine.Predict(user);                // score.RecommendedIntensity is 0 where no coupon pays
        #endregion

        #region coupons-open
        UniMvtTransformer typed = service.Causal().Open<UniMvtTransformer>(loaded);
        IReadOnlyList<float> grid = typed.Grid;                  // the intensities behind score.ResponseCurve
        #endregion

        #region coupons-continue
        IDataView nextHour = CausalDatasets.Coupons(mlContext, rows: 5_000, seed: 1);
        UniMvtTransformer former = mlContext.Causal().Open<UniMvtTransformer>(mlContext.Model.Load(path, out _));
        UniMvtTransformer continued = mlContext.Causal()
            .UniMvt(new UniMvtOptions { ResponseValue = 10, UnitCost = 1 })
            .Fit(nextHour, continueFrom: former);                // as if it had seen all rows, those before and these
        #endregion

        if (continued.Diagnostics?.FormerRows != 20_000)
            return (float.NaN, float.NaN);
        using var before = mlContext.Model.CreatePredictionEngine<CouponRow, CouponScore>(model);
        return grid.Count == score.ResponseCurve.Length && scored.Schema.GetColumnOrNull("UnitUplift") is not null
            ? (before.Predict(user).RecommendedIntensity, score.RecommendedIntensity)
            : (float.NaN, float.NaN);
    }
}
