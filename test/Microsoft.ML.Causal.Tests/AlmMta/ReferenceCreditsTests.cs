// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta;

[TestClass]
public class ReferenceCreditsTests
{
    [TestMethod]
    public void Take_OfRows_HasTheirTouches()
    {
        AlmMtaTrainingData data = AlmMtaExample.Draw(20, 3, plain: false), taken = data.Take([7, 2]);

        Assert.AreEqual((2, data.Length(7), data.Length(2)), (taken.Rows, taken.Length(0), taken.Length(1)));
        int start = data.Offsets[2], length = data.Length(2), own = taken.Offsets[1];
        CollectionAssert.AreEqual(data.Keys[1][start..(start + length)], taken.Keys[1][own..]);
        CollectionAssert.AreEqual(data.Content![(start * 4)..((start + length) * 4)], taken.Content![(own * 4)..]);
        CollectionAssert.AreEqual(data.Context[(2 * 3)..(3 * 3)], taken.Context[3..]);
        CollectionAssert.AreEqual(new[] { data.Label[7], data.Label[2] }, taken.Label);
        CollectionAssert.AreEqual(data.ProxyCode![start..(start + length)], taken.ProxyCode![own..]);
    }

    [TestMethod]
    public void ReferenceCredits_OfHeldOutUsers_RankTouchesByTheirTrueEffects()
    {
        MLContext mlContext = new(seed: 1);
        AttributionSample sample = AttributionSample.Draw(rows: 8000, seed: 5);
        var options = new AlmMtaOptions
        {
            TouchKeyColumnNames = ["Item"], ClusterColumnName = "Cluster", ContentColumnName = "Content", ProxyColumnName = "ProxyRich", UserColumnName = "User",
            Stack = AlmMtaStack.Off, CoreEpochs = 8, OutcomeEpochs = 4, Seed = 1,
        };

        ReferenceCredits reference = mlContext.Causal().ReferenceCredits(sample.ToDataView(mlContext), options);

        Assert.HasCount(2, reference.Fits);
        Assert.AreEqual(8000, reference.Fits.Sum(fit => fit.Rows));
        // Measured: .76, by fits on 4,000 rows with the rich proxy; without a clue it is 0.
        float[] credits = [.. reference.Credits.SelectMany(row => row)];
        Assert.IsGreaterThan(.7, AttributionAccuracy.Compute(credits, sample.TrueUplift, sample.Offsets).Spearman);

        // As labels they tell the truth from its opposite; measured: .88 and −.88.
        int[] rows = [.. Enumerable.Range(0, sample.Rows).SelectMany(i => Enumerable.Repeat(i, sample.Offsets[i + 1] - sample.Offsets[i]))];
        double truth = GroupedAttributionAuuc.Compute<float>(rows, sample.TrueUplift, credits).Normalised;
        double opposite = GroupedAttributionAuuc.Compute<float>(rows, [.. sample.TrueUplift.Select(effect => -effect)], credits).Normalised;
        Assert.IsTrue(truth > .8 && opposite < -.8, $"{truth} and {opposite}");
    }

    [TestMethod]
    public void ReferenceCredits_OfOneFold_IsRefused() => Assert.ThrowsExactly<ArgumentOutOfRangeException>(
        () => new MLContext().Causal().ReferenceCredits(AttributionSample.Draw(rows: 10).ToDataView(new MLContext()), new AlmMtaOptions { ProxyColumnName = "P" }, folds: 1));
}
