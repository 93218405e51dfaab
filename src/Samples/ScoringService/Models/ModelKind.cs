// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.ScoringService;

/// <summary>A kind of model that the service knows.</summary>
/// <param name="Outputs">Columns that a model of this kind adds, and that answers are made of.</param>
/// <param name="Open">The typed view on a loaded model; fails on a model of another kind.</param>
/// <param name="Probe">Scores a row, so that the first request finds everything decoded, and a model that cannot score is found out.</param>
internal sealed record ModelKind(
    IReadOnlyList<string> Outputs, Func<MLContext, ITransformer, CausalTransformer> Open, Action<MLContext, ITransformer, ScoringRow> Probe)
{
    public static ModelKind UniMvt { get; } = Of<UniMvtTransformer, CouponPrediction>(
        nameof(CouponPrediction.BaseProbability), nameof(CouponPrediction.UnitUplift), nameof(CouponPrediction.PredictedIntensity),
        nameof(CouponPrediction.TreatedProbability), nameof(CouponPrediction.ResponseCurve), nameof(CouponPrediction.RecommendedIntensity),
        nameof(CouponPrediction.ExpectedGain));

    public static ModelKind AlmMta { get; } = Of<AlmMtaTransformer, JourneyPrediction>(
        nameof(JourneyPrediction.Probability), nameof(JourneyPrediction.ObservedProbability), nameof(JourneyPrediction.BaseProbability),
        nameof(JourneyPrediction.AdditivityGap), nameof(JourneyPrediction.Uplift), nameof(JourneyPrediction.UpliftLogit),
        nameof(JourneyPrediction.Score), nameof(JourneyPrediction.UpliftLower), nameof(JourneyPrediction.UpliftUpper));

    private static ModelKind Of<TModel, TPrediction>(params string[] outputs)
        where TModel : CausalTransformer
        where TPrediction : class, new() => new(
            outputs,
            (mlContext, model) => mlContext.Causal().Open<TModel>(model),
            (mlContext, scorer, row) => mlContext.Model.CreatePredictionEngine<ScoringRow, TPrediction>(scorer).Predict(row));
}
