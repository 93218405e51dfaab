// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Datasets;

[TestClass]
public class AttributionSampleTests
{
    [TestMethod]
    public void Draw_FromThePublishedWorld_AgreesWithThePublishedRows()
    {
        SharedCdpDraw draw = SharedCdpDraw.Get();
        AttributionSample sample = AttributionSample.Draw(draw.World, AttributionSetting.Strong, 20_000, seed: 1);

        double[] uploads = draw["y"];
        Same("label", uploads, Drawn(i => sample.Label[i] ? 1 : 0));
        Same("length", Row(i => draw.Offsets[i + 1] - draw.Offsets[i]), Drawn(i => sample.Offsets[i + 1] - sample.Offsets[i]));
        Same("longest", Row(i => draw.Offsets[i + 1] - draw.Offsets[i] == 16 ? 1 : 0), Drawn(i => sample.Offsets[i + 1] - sample.Offsets[i] == 16 ? 1 : 0));
        double[] hidden = draw["TRUTH_w"], dose = draw["TRUTH_H"], chance = draw["TRUTH_pY"], caused = draw["TRUTH_caused"];
        double[] x1 = draw["x1"], probability = draw["TRUTH_p_do"], topic = draw["TRUTH_g"];
        Same("hidden", hidden, Drawn(i => sample.TrueHidden[i]));
        Same("hidden squared", Row(i => hidden[i] * hidden[i]), Drawn(i => sample.TrueHidden[i] * sample.TrueHidden[i]));
        Same("hidden and x1", Row(i => hidden[i] * x1[i]), Drawn(i => sample.TrueHidden[i] * sample.Context[i * 8 + 1]));
        Same("dose", dose, Drawn(i => sample.TrueDose[i]));
        Same("chance", chance, Drawn(i => sample.TrueLabelProbability[i]));
        Same("intervened", probability, Drawn(i => sample.TrueProbability[i]));
        Same("topic", topic, Drawn(i => sample.TrueTopic[i]));
        Same("caused", caused, Drawn(i => sample.TrueCause[i] >= 0 ? 1 : 0));

        foreach ((string name, AttributionProxy proxy) in new[]
        {
            ("R_strict", AttributionProxy.Strict), ("R_medium", AttributionProxy.Medium), ("R_rich", AttributionProxy.Rich),
            ("R_leaky", AttributionProxy.Leaky), ("R_bucket", AttributionProxy.Bucket),
        })
        {
            Same(name, Mean(draw[name]), DrawnMean(j => sample.Proxy(proxy)[j]));
            double[] value = draw[name], z = draw["TRUTH_Z"];
            Same($"{name} of inspired", Mean([.. value.Zip(z, (a, b) => a * b)]), DrawnMean(j => sample.TrueInspired[j] ? sample.Proxy(proxy)[j] : 0));
        }

        double[] delta = draw["TRUTH_delta"], ett = draw["TRUTH_delta_ett"], p = draw["TRUTH_p"], cosine = draw["U_cos"], cluster = draw["cluster"];
        Same("effect", Mean(delta), DrawnMean(j => sample.TrueUplift[j]));
        Same("effect on treated", Mean(ett), DrawnMean(j => sample.TrueUpliftOnTreated[j]));
        Same("effect squared", Mean([.. delta.Select(d => d * d)]), DrawnMean(j => sample.TrueUplift[j] * sample.TrueUplift[j]));
        Same("inspiration", Mean(p), DrawnMean(j => sample.TrueInspiration[j]));
        Same("cluster 7", Mean([.. cluster.Select(k => k == 7 ? 1.0 : 0)]), DrawnMean(j => sample.Item[j] % 60 == 7 ? 1 : 0));
        Same("cosine", Mean(cosine), DrawnMean(j => float.IsNaN(sample.Match(AttributionMatch.Cosine)[j]) ? 0 : sample.Match(AttributionMatch.Cosine)[j]));
        Same("strict match", Mean(draw["U_strict"]), DrawnMean(j => sample.Match(AttributionMatch.Strict)[j] == 1 ? 1 : 0));
        Same("medium match", Mean(draw["U_medium"]), DrawnMean(j => sample.Match(AttributionMatch.Medium)[j] == 1 ? 1 : 0));

        double[] Row(Func<int, double> value) => [.. Enumerable.Range(0, draw.Rows).Select(value)];
        double[] Drawn(Func<int, double> value) => [.. Enumerable.Range(0, sample.Rows).Select(value)];
        double[] Mean(double[] byTouch) => [.. Enumerable.Range(0, draw.Rows).Select(i => byTouch[draw.Offsets[i]..draw.Offsets[i + 1]].Sum())];
        double[] DrawnMean(Func<int, double> value) => [.. Enumerable.Range(0, sample.Rows).Select(
            i => Enumerable.Range(sample.Offsets[i], sample.Offsets[i + 1] - sample.Offsets[i]).Sum(value))];
    }

    [TestMethod]
    public void Draw_WithKnobs_MovesWhatTheyName()
    {
        AttributionWorld world = AttributionWorld.Draw(seed: 2);
        AttributionSample plain = AttributionSample.Draw(world, AttributionSetting.Medium, 1600, seed: 5);
        AttributionSample dosed = AttributionSample.Draw(world, AttributionSetting.Medium with { VaryingDose = true }, 1600, seed: 5);
        AttributionSample bent = AttributionSample.Draw(world, AttributionSetting.Medium with { Nonlinear = true }, 1600, seed: 5);
        AttributionSample moved = AttributionSample.Draw(world, AttributionSetting.Medium with { MediatorConfounding = .7 }, 1600, seed: 5);

        // The same touches and the same draws of the mediator; only what a knob names differs.
        CollectionAssert.AreEqual(plain.Item, dosed.Item);
        CollectionAssert.AreEqual(plain.TrueInspired, dosed.TrueInspired);
        Assert.IsTrue(dosed.TrueDose.Sum() > 1.3 * plain.TrueDose.Sum(), "doses of 3 for 40 % of the clusters");
        CollectionAssert.AreNotEqual(plain.TrueInspiration, bent.TrueInspiration);
        double Lean(AttributionSample sample) => Enumerable.Range(0, sample.Rows).Sum(i => sample.TrueHidden[i] * sample.TrueDose[i]) / (double)sample.Touches;
        Assert.IsTrue(Lean(moved) > Lean(plain) + .05, $"{Lean(moved)} and {Lean(plain)}");
    }

    [TestMethod]
    public void Draw_Again_GivesTheSameRowsAndShorterOnesTheBeginning()
    {
        AttributionSample all = AttributionSample.Draw(rows: 400, seed: 3), again = AttributionSample.Draw(rows: 400, seed: 3), some = AttributionSample.Draw(rows: 100, seed: 3);

        CollectionAssert.AreEqual(all.Item, again.Item);
        CollectionAssert.AreEqual(all.TrueUplift, again.TrueUplift);
        CollectionAssert.AreEqual(all.Item[..some.Touches], some.Item);
        CollectionAssert.AreEqual(all.Upload[..some.Upload.Length], some.Upload);
        CollectionAssert.AreEqual(all.Proxy(AttributionProxy.Leaky)[..some.Touches], some.Proxy(AttributionProxy.Leaky));
        CollectionAssert.AreNotEqual(all.Item, AttributionSample.Draw(rows: 400, seed: 4).Item);
    }

    [TestMethod]
    public void Draw_WithoutUpload_HasNoMatch()
    {
        AttributionSample sample = AttributionSample.Draw(rows: 300, seed: 3);

        for (int i = 0; i < sample.Rows; i++)
        for (int j = sample.Offsets[i]; j < sample.Offsets[i + 1]; j++)
        {
            foreach (AttributionMatch match in Enum.GetValues<AttributionMatch>())
                Assert.AreEqual(!sample.Label[i], float.IsNaN(sample.Match(match)[j]), $"{match} of row {i}");
        }
    }

    [TestMethod]
    public void Named_OfUnknownSetting_ListsTheKnown() =>
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => AttributionSetting.Named("weak")).Message, "none, mild, medium, strong");

    [TestMethod]
    public void Load_OfWorldWithoutAnArray_NamesIt()
    {
        using var file = new Conformance.TemporaryFile("""{ "c": [[1, 2], [3, 4]] }""");

        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => AttributionWorld.Load(file.Path)).Message, "'c'");
    }

    [TestMethod]
    public void Journeys_OfSample_AreItsRows()
    {
        MLContext mlContext = new(seed: 1);
        AttributionSample sample = AttributionSample.Draw(rows: 200, seed: 3);
        int[] test = [.. Enumerable.Range(0, 200).Where(i => sample.Split[i] == AttributionSplit.Test)];

        IDataView view = sample.ToDataView(mlContext, AttributionSplit.Test);

        AttributionRow[] rows = [.. mlContext.Data.CreateEnumerable<AttributionRow>(view, reuseRowObject: false)];
        Assert.HasCount(test.Length, rows);
        AlmMtaTrainingData arrays = AttributionRows.ToTrainingData(sample, test, AttributionProxy.Bucket, AttributionMatch.Cosine);
        for (int i = 0; i < test.Length; i++)
        {
            Range touches = sample.Offsets[test[i]]..sample.Offsets[test[i] + 1];
            CollectionAssert.AreEqual(sample.Item[touches], rows[i].Item.Select(item => (int)item).ToArray());
            CollectionAssert.AreEqual(sample.TrueUplift[touches], rows[i].TrueUplift);
            Assert.AreEqual(sample.Label[test[i]], rows[i].Label);
            CollectionAssert.AreEqual(sample.Item[touches].Select(item => item + 1).ToArray(), arrays.Keys[0][arrays.Offsets[i]..arrays.Offsets[i + 1]]);
            CollectionAssert.AreEqual(rows[i].ProxyBucket.Select(code => (int)code).ToArray(), arrays.ProxyCode![arrays.Offsets[i]..arrays.Offsets[i + 1]]);
        }

        var item = (KeyDataViewType)((VectorDataViewType)view.Schema["Item"].Type).ItemType;
        Assert.AreEqual(600UL, item.Count);
    }

    /// <summary>Means of both agree within 4.5 standard errors.</summary>
    private static void Same(string what, double[] published, double[] drawn)
    {
        double difference = Math.Abs(published.Average() - drawn.Average()), error = Math.Sqrt(Variance(published) + Variance(drawn));
        // By user: the rows of a user share their context. 4.5: of some 30 comparisons, one in 5,000 such tests would fail by chance.
        Assert.IsTrue(difference <= 4.5 * error, $"{what}: {published.Average()} and {drawn.Average()} differ by {difference / error:F1} standard errors");

        static double Variance(double[] values)
        {
            double[] users = [.. values.Chunk(4).Select(rows => rows.Average())];
            double mean = users.Average();
            return users.Sum(u => (u - mean) * (u - mean)) / users.Length / (users.Length - 1);
        }
    }
}
