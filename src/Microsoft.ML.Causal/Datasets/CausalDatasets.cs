// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>Generated data sets as data views, for samples, tests and first steps.</summary>
public static class CausalDatasets
{
    /// <summary>Logged rows of a coupon world: see <see cref="CouponSample.Logs"/>. Columns: those of <see cref="CouponRow"/>.</summary>
    /// <param name="mlContext">The context that the data view belongs to.</param>
    /// <param name="world">The world; null means <see cref="CouponWorld.Syn1Probability"/>.</param>
    /// <param name="rows">n, at least 1. Default 80,000.</param>
    /// <param name="seed">Seed of the draw. Default 0.</param>
    public static IDataView Coupons(MLContext mlContext, CouponWorld? world = null, int rows = 80_000, int seed = 0) =>
        CouponSample.Logs(world ?? CouponWorld.Syn1Probability, rows, seed).ToDataView(mlContext);

    /// <summary>Rows of a randomised experiment in a coupon world, to judge by: see <see cref="CouponSample.Randomised"/>.</summary>
    /// <param name="mlContext">The context that the data view belongs to.</param>
    /// <param name="world">The world; null means <see cref="CouponWorld.Syn1Probability"/>.</param>
    /// <param name="rows">n, at least 1. Default 60,000.</param>
    /// <param name="seed">Seed of the draw. Default 0.</param>
    public static IDataView RandomisedCoupons(MLContext mlContext, CouponWorld? world = null, int rows = 60_000, int seed = 0) =>
        CouponSample.Randomised(world ?? CouponWorld.Syn1Probability, rows, seed).ToDataView(mlContext);

    /// <summary>The sample's rows as a data view with the columns of <see cref="CouponRow"/>.</summary>
    /// <param name="sample">The sample; the view reads its arrays.</param>
    /// <param name="mlContext">The context that the data view belongs to.</param>
    public static IDataView ToDataView(this CouponSample sample, MLContext mlContext)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(mlContext);
        CouponRow[] rows = new CouponRow[sample.Rows];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = new CouponRow
            {
                Features = sample.Features[(i * CouponWorld.Features)..((i + 1) * CouponWorld.Features)],
                Treatment = sample.Treatment[i],
                Intensity = sample.Intensity[i],
                Label = sample.Label[i],
                TrueBaseProbability = sample.TrueBaseProbability[i],
                TrueUplift = sample.TrueUplift[i],
                TrueProbability = sample.TrueProbability[i],
                TrueUnitUplift = sample.TrueUnitUplift[i],
            };
        }

        return mlContext.Data.LoadFromEnumerable(rows);
    }

    /// <summary>Journeys of a simulated platform with the truth beside them: see <see cref="AttributionSample.Draw"/>. Columns: those of <see cref="AttributionRow"/>.</summary>
    /// <remarks>
    /// Settings: <see cref="AttributionSetting.None"/>, <see cref="AttributionSetting.Mild"/>, <see cref="AttributionSetting.Medium"/>,
    /// <see cref="AttributionSetting.Strong"/>, <see cref="AttributionSetting.StrongNonlinear"/>, and any variant of them by <c>with</c>, such as
    /// <c>AttributionSetting.Strong with { DirectEffect = .5 }</c>. Train on one <paramref name="split"/> and judge on another: they share no user.
    /// </remarks>
    /// <param name="mlContext">The context that the data view belongs to.</param>
    /// <param name="setting">How rows come about; null means <see cref="AttributionSetting.Strong"/>.</param>
    /// <param name="rows">n, four per user, at least 1, before a part is taken. Default 60,000.</param>
    /// <param name="seed">Seed of the rows. Default 0.</param>
    /// <param name="world">The platform; null means that of seed 0.</param>
    /// <param name="split">The part of users whose rows are wanted; null (default) means all.</param>
    public static IDataView Journeys(
        MLContext mlContext, AttributionSetting? setting = null, int rows = 60_000, int seed = 0, AttributionWorld? world = null, AttributionSplit? split = null) =>
        AttributionSample.Draw(world, setting, rows, seed).ToDataView(mlContext, split);

    /// <summary>The sample's rows as a data view with the columns of <see cref="AttributionRow"/>.</summary>
    /// <param name="sample">The sample; the view reads its arrays.</param>
    /// <param name="mlContext">The context that the data view belongs to.</param>
    /// <param name="split">The part of users whose rows are wanted; null (default) means all.</param>
    public static IDataView ToDataView(this AttributionSample sample, MLContext mlContext, AttributionSplit? split = null)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(mlContext);
        return mlContext.Data.LoadFromEnumerable(AttributionRows.Of(sample, split));
    }
}
