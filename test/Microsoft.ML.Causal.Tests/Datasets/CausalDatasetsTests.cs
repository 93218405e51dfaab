// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Datasets;

[TestClass]
public class CausalDatasetsTests
{
    [TestMethod]
    public void Coupons_AsADataView_HoldTheSamplesRows()
    {
        MLContext mlContext = new(seed: 1);
        CouponSample sample = CouponSample.Logs(CouponWorld.Syn3Probability, 300, 4);
        IDataView view = CausalDatasets.Coupons(mlContext, CouponWorld.Syn3Probability, 300, 4);

        VectorDataViewType features = (VectorDataViewType)view.Schema["Features"].Type;
        Assert.AreEqual(CouponWorld.Features, features.Size);
        Assert.AreEqual(NumberDataViewType.Single, features.ItemType);
        Assert.AreEqual(BooleanDataViewType.Instance, view.Schema["Label"].Type);
        CouponRow[] rows = [.. mlContext.Data.CreateEnumerable<CouponRow>(view, reuseRowObject: false)];
        Assert.HasCount(300, rows);
        for (int i = 0; i < rows.Length; i++)
        {
            CollectionAssert.AreEqual(sample.Features[(8 * i)..(8 * i + 8)], rows[i].Features);
            Assert.AreEqual(
                (sample.Treatment[i], sample.Intensity[i], sample.Label[i], sample.TrueBaseProbability[i], sample.TrueUnitUplift[i]),
                (rows[i].Treatment, rows[i].Intensity, rows[i].Label, rows[i].TrueBaseProbability, rows[i].TrueUnitUplift));
        }
    }

    [TestMethod]
    public void RandomisedCoupons_DifferFromTheLogsOfTheSameSeed()
    {
        MLContext mlContext = new(seed: 1);
        float[] logs = [.. CausalDatasets.Coupons(mlContext, rows: 50).GetColumn<float>("TrueUnitUplift")];
        float[] test = [.. CausalDatasets.RandomisedCoupons(mlContext, rows: 50).GetColumn<float>("TrueUnitUplift")];
        Assert.HasCount(50, test);
        CollectionAssert.AreNotEqual(logs, test);
    }

    [TestMethod]
    public void Journeys_OfASetting_HoldTheSamplesRowsOfTheSplit()
    {
        MLContext mlContext = new(seed: 1);
        AttributionWorld world = AttributionWorld.Draw(seed: 5, rho: .9);
        AttributionSample sample = AttributionSample.Draw(world, AttributionSetting.StrongNonlinear, 200, seed: 2);
        int[] training = [.. Enumerable.Range(0, sample.Rows).Where(i => sample.Split[i] == AttributionSplit.Train)];

        IDataView view = CausalDatasets.Journeys(mlContext, AttributionSetting.StrongNonlinear, 200, seed: 2, world, AttributionSplit.Train);

        AttributionRow[] rows = [.. mlContext.Data.CreateEnumerable<AttributionRow>(view, reuseRowObject: false)];
        CollectionAssert.AreEqual(training.Select(i => sample.TrueProbability[i]).ToArray(), rows.Select(row => row.TrueProbability).ToArray());
        CollectionAssert.AreNotEqual(
            rows.Select(row => row.TrueProbability).ToArray(),
            CausalDatasets.Journeys(mlContext, rows: 200, seed: 2, world: world, split: AttributionSplit.Train).GetColumn<float>("TrueProbability").ToArray());
    }
}
