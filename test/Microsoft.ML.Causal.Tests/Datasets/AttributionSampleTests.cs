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

        double[] uploads = draw["y"], hidden = draw["TRUTH_w"], dose = draw["TRUTH_H"], chance = draw["TRUTH_pY"], caused = draw["TRUTH_caused"];
        double[] x1 = draw["x1"], probability = draw["TRUTH_p_do"], topic = draw["TRUTH_g"];
        Same("label", uploads, Drawn(i => Uploads(i)));
        Same("label and hidden", Row(i => uploads[i] * hidden[i]), Drawn(i => Uploads(i) * sample.TrueHidden[i]));
        Same("label and dose", Row(i => uploads[i] * dose[i]), Drawn(i => Uploads(i) * sample.TrueDose[i]));
        Same("length", Row(i => Length(i)), Drawn(i => DrawnLength(i)));
        Same("length squared", Row(i => Length(i) * Length(i)), Drawn(i => DrawnLength(i) * DrawnLength(i)));
        Same("length and hidden", Row(i => Length(i) * hidden[i]), Drawn(i => DrawnLength(i) * sample.TrueHidden[i]));
        Same("longest", Row(i => Length(i) == 16 ? 1 : 0), Drawn(i => DrawnLength(i) == 16 ? 1 : 0));
        Same("shortest", Row(i => Length(i) == 1 ? 1 : 0), Drawn(i => DrawnLength(i) == 1 ? 1 : 0));
        Same("hidden", hidden, Drawn(i => sample.TrueHidden[i]));
        Same("hidden squared", Row(i => hidden[i] * hidden[i]), Drawn(i => sample.TrueHidden[i] * sample.TrueHidden[i]));
        Same("hidden and x1", Row(i => hidden[i] * x1[i]), Drawn(i => sample.TrueHidden[i] * sample.Context[i * 8 + 1]));
        Same("hidden of a user's first two rows", User(hidden), User(Drawn(i => sample.TrueHidden[i])));
        Same("dose", dose, Drawn(i => sample.TrueDose[i]));
        Same("dose squared", Row(i => dose[i] * dose[i]), Drawn(i => sample.TrueDose[i] * sample.TrueDose[i]));
        Same("chance", chance, Drawn(i => sample.TrueLabelProbability[i]));
        Same("chance squared", Row(i => chance[i] * chance[i]), Drawn(i => sample.TrueLabelProbability[i] * sample.TrueLabelProbability[i]));
        Same("intervened", probability, Drawn(i => sample.TrueProbability[i]));
        Same("topic", topic, Drawn(i => sample.TrueTopic[i]));
        Same("caused", caused, Drawn(i => sample.TrueCause[i] >= 0 ? 1 : 0));

        double[] z = draw["TRUTH_Z"], p = draw["TRUTH_p"], delta = draw["TRUTH_delta"], ett = draw["TRUTH_delta_ett"], cluster = draw["cluster"];
        foreach ((string name, AttributionProxy proxy) in new[]
        {
            ("R_strict", AttributionProxy.Strict), ("R_medium", AttributionProxy.Medium), ("R_rich", AttributionProxy.Rich),
            ("R_leaky", AttributionProxy.Leaky), ("R_bucket", AttributionProxy.Bucket),
        })
        {
            double[] value = draw[name];
            byte[] drawn = sample.Proxy(proxy);
            // Where a touch inspired, where it did not, and where the user uploaded: what was said, how often it was wrong, whether it knows too much.
            foreach (int code in Enumerable.Range(1, proxy == AttributionProxy.Bucket ? 4 : 1))
            {
                Same($"{name} {code}", ByRow(j => value[j] == code ? 1 : 0), DrawnByRow(j => drawn[j] == code ? 1 : 0));
                Same($"{name} {code} of inspired", ByRow(j => value[j] == code ? z[j] : 0), DrawnByRow(j => drawn[j] == code ? Inspired(j) : 0));
            }

            Same(
                $"{name} of uploaders", [.. ByRow(j => value[j]).Zip(uploads, (a, b) => a * b)],
                [.. DrawnByRow(j => drawn[j]).Index().Select(row => row.Item * Uploads(row.Index))]);
        }

        foreach ((string name, AttributionMatch match) in new[]
        {
            ("U_strict", AttributionMatch.Strict), ("U_medium", AttributionMatch.Medium), ("U_cos", AttributionMatch.Cosine),
        })
        {
            // The published rows have 0 where there is no upload.
            double[] value = draw[name];
            double[] drawn = Array.ConvertAll(sample.Match(match), u => float.IsNaN(u) ? 0.0 : u);
            Same(name, ByRow(j => value[j]), DrawnByRow(j => drawn[j]));
            Same($"{name} squared", ByRow(j => value[j] * value[j]), DrawnByRow(j => drawn[j] * drawn[j]));
            Same($"{name} of inspired", ByRow(j => value[j] * z[j]), DrawnByRow(j => drawn[j] * Inspired(j)));
        }

        Same("effect", ByRow(j => delta[j]), DrawnByRow(j => sample.TrueUplift[j]));
        Same("effect squared", ByRow(j => delta[j] * delta[j]), DrawnByRow(j => sample.TrueUplift[j] * sample.TrueUplift[j]));
        Same("effect on treated", ByRow(j => ett[j]), DrawnByRow(j => sample.TrueUpliftOnTreated[j]));
        Same("effect on treated squared", ByRow(j => ett[j] * ett[j]), DrawnByRow(j => sample.TrueUpliftOnTreated[j] * sample.TrueUpliftOnTreated[j]));
        Same("both effects", ByRow(j => delta[j] * ett[j]), DrawnByRow(j => sample.TrueUplift[j] * sample.TrueUpliftOnTreated[j]));
        Same("inspired", ByRow(j => z[j]), DrawnByRow(Inspired));
        Same("inspiration", ByRow(j => p[j]), DrawnByRow(j => sample.TrueInspiration[j]));
        Same("inspiration squared", ByRow(j => p[j] * p[j]), DrawnByRow(j => sample.TrueInspiration[j] * sample.TrueInspiration[j]));
        foreach (int k in new[] { 0, 7, 31, 59 })
            Same($"cluster {k}", ByRow(j => cluster[j] == k ? 1 : 0), DrawnByRow(j => sample.Item[j] % 60 == k ? 1 : 0));

        int Length(int i) => draw.Offsets[i + 1] - draw.Offsets[i];
        int DrawnLength(int i) => sample.Offsets[i + 1] - sample.Offsets[i];
        int Uploads(int i) => sample.Label[i] ? 1 : 0;
        double Inspired(int j) => sample.TrueInspired[j] ? 1 : 0;
        double[] User(double[] byRow) => [.. byRow.Chunk(4).SelectMany(rows => Enumerable.Repeat(rows[0] * rows[1], 4))];
        double[] Row(Func<int, double> value) => [.. Enumerable.Range(0, draw.Rows).Select(value)];
        double[] Drawn(Func<int, double> value) => [.. Enumerable.Range(0, sample.Rows).Select(value)];
        double[] ByRow(Func<int, double> value) => [.. Enumerable.Range(0, draw.Rows).Select(i => Enumerable.Range(draw.Offsets[i], Length(i)).Sum(value))];
        double[] DrawnByRow(Func<int, double> value) =>
            [.. Enumerable.Range(0, sample.Rows).Select(i => Enumerable.Range(sample.Offsets[i], DrawnLength(i)).Sum(value))];
    }

    [TestMethod]
    public void Draw_OfUsers_SplitsThemSeventyTenTwenty()
    {
        AttributionSample sample = AttributionSample.Draw(setting: AttributionSetting.None, rows: 8000, seed: 1);

        foreach ((AttributionSplit split, double share) in new[] { (AttributionSplit.Train, .7), (AttributionSplit.Validation, .1), (AttributionSplit.Test, .2) })
        {
            // 4.5 standard errors of a share of 2,000 users, about .05.
            Assert.AreEqual(share, sample.Split.Count(part => part == split) / 8000.0, 4.5 * Math.Sqrt(share * (1 - share) / 2000), split.ToString());
        }

        for (int i = 0; i < sample.Rows; i++)
            Assert.AreEqual(sample.Split[i / 4 * 4], sample.Split[i], $"row {i} is not with its user's others");
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
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => AttributionSetting.Named("weak")).Message, "none, mild, medium, strong, nl");

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
            // Keys begin at 1: an item of 0 would be a missing one to every pipeline.
            CollectionAssert.AreEqual(sample.Item[touches].Select(item => item + 1).ToArray(), rows[i].Item.Select(item => (int)item).ToArray());
            CollectionAssert.AreEqual(sample.Item[touches].Select(item => item % 60 + 1).ToArray(), rows[i].Cluster.Select(cluster => (int)cluster).ToArray());
            Assert.AreEqual(sample.User[test[i]] + 1, (int)rows[i].User);
            CollectionAssert.AreEqual(sample.TrueUplift[touches], rows[i].TrueUplift);
            Assert.AreEqual(sample.Label[test[i]], rows[i].Label);
            CollectionAssert.AreEqual(sample.Item[touches].Select(item => item + 1).ToArray(), arrays.Keys[0][arrays.Offsets[i]..arrays.Offsets[i + 1]]);
            CollectionAssert.AreEqual(sample.Upload[(test[i] * 16)..(test[i] * 16 + 16)], rows[i].Upload);
            CollectionAssert.AreEqual(rows[i].ProxyBucket.Select(code => (int)code).ToArray(), arrays.ProxyCode![arrays.Offsets[i]..arrays.Offsets[i + 1]]);
        }

        var item = (KeyDataViewType)((VectorDataViewType)view.Schema["Item"].Type).ItemType;
        Assert.AreEqual(600UL, item.Count);
    }

    /// <summary>Means of both agree within 4.5 standard errors.</summary>
    private static void Same(string what, double[] published, double[] drawn)
    {
        double difference = Math.Abs(published.Average() - drawn.Average()), error = Math.Sqrt(Variance(published) + Variance(drawn));
        // By user: the rows of a user share their context. 4.5: of some 60 comparisons, one in 2,000 such tests would fail by chance.
        Assert.IsTrue(difference <= 4.5 * error, $"{what}: {published.Average()} and {drawn.Average()} differ by {difference / error:F1} standard errors");

        static double Variance(double[] values)
        {
            double[] users = [.. values.Chunk(4).Select(rows => rows.Average())];
            double mean = users.Average();
            return users.Sum(u => (u - mean) * (u - mean)) / users.Length / (users.Length - 1);
        }
    }
}
