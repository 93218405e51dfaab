// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta;

[TestClass]
public class ObservedScorerTests
{
    private static readonly AlmMtaTrainingData Data = AlmMtaExample.Draw(400, 3);

    private static readonly AlmMtaModel Model = AlmMtaExample.Fit(AlmMtaExample.Quick, Data);

    [TestMethod]
    public void Score_OfAnyJourney_AddsUp()
    {
        AlmMtaScore score = Score(Model, Longest);
        double sum = 0;
        foreach (float uplift in score.Uplift)
            sum += uplift;

        // Sums of a few floats of size .1.
        Assert.AreEqual(score.Probability - score.BaseProbability - score.AdditivityGap, sum, 1e-6);
        for (int j = 0; j < score.Length; j++)
        {
            Assert.IsTrue(score.Lower[j] < score.Uplift[j] && score.Uplift[j] < score.Upper[j]);
            Assert.IsTrue(score.Score[j] is >= 0 and <= 1 && score.Mediator[j] is > 0 and < 1);
            Assert.AreEqual(Math.Sign(score.Uplift[j]), Math.Sign(score.UpliftLogit[j]));
        }
    }

    [TestMethod]
    public void Score_OfAnEmptyJourney_IsTheBaseProbability()
    {
        AlmMtaScore score = Score(Model, Enumerable.Range(0, Data.Rows).First(i => Data.Length(i) == 0));
        Assert.AreEqual(0, score.Length);
        Assert.AreEqual(score.BaseProbability, score.Probability);
        Assert.AreEqual(0, score.AdditivityGap, 1e-7);
    }

    [TestMethod]
    public void Score_WithDropShift_IsTheDifferenceToTheShorterJourney()
    {
        AlmMtaModel model = With(AlmMtaDeletion.DropShift);
        AlmMtaScore whole = Score(model, Longest);
        AlmMtaJourney full = new TrainingJourneyReader(Data).Read(Longest);
        int length = full.Length;
        for (int j = 0; j < length; j++)
        {
            int[] keys = [.. full.Keys[..j], .. full.Keys[(j + 1)..]], clusters = [.. full.Cluster[..j], .. full.Cluster[(j + 1)..]];
            var shorter = new AlmMtaScore(8);
            AlmMtaScorer.Of(model).Score(new AlmMtaJourney { Length = length - 1, Context = full.Context, Keys = keys, Cluster = clusters }, shorter);

            // Differences of floats of size .3.
            Assert.AreEqual(whole.Probability - shorter.Probability, whole.Uplift[j], 1e-6, $"touch {j}");
        }
    }

    [TestMethod]
    public void Score_WithAllOccurrences_GivesRepeatsTheirJointEffect()
    {
        AlmMtaJourney full = new TrainingJourneyReader(Data).Read(Longest);
        int[] keys = [5, 9, 5], clusters = [6, 2, 6];
        var joint = new AlmMtaScore(8);
        var single = new AlmMtaScore(8);
        var journey = new AlmMtaJourney { Length = 3, Context = full.Context, Keys = keys, Cluster = clusters };
        AlmMtaScorer.Of(With(AlmMtaDeletion.AllOccurrences)).Score(journey, joint);
        AlmMtaScorer.Of(Model).Score(journey, single);
        Assert.AreEqual(joint.Uplift[0], joint.Uplift[2]);
        Assert.AreEqual(single.Uplift[1], joint.Uplift[1], 1e-6);

        // Two touches taken away together leave less than either alone.
        Assert.IsGreaterThan(Math.Max(single.Uplift[0], single.Uplift[2]), joint.Uplift[0]);
    }

    [TestMethod]
    public void Score_OfAJourneyThatIsTooLong_IsRefused()
    {
        var score = new AlmMtaScore(16);
        ArgumentException exception = Assert.Throws<ArgumentException>(() =>
            AlmMtaScorer.Of(Model).Score(new AlmMtaJourney { Length = 9, Context = new float[3], Keys = new int[9], Cluster = new int[9] }, score));
        StringAssert.Contains(exception.Message, "9 touches is longer than the model's 8");
    }

    [TestMethod]
    public void Of_AModelOfANewerLayout_IsRefused()
    {
        var newer = new AlmMtaModel(Model.Settings with { Version = AlmMtaModelSettings.CurrentVersion + 1 }, Model.Arrays);
        Assert.Throws<InvalidDataException>(() => AlmMtaScorer.Of(newer));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void RowTowers_OfRandomWeights_AgreeWithTheTape(bool plain)
    {
        AlmMtaTrainingData data = AlmMtaExample.Draw(60, 3, plain);
        JourneyEncoding encoding = JourneyEncoding.Fit(data);
        var journeys = new EncodedJourneys(data, encoding);
        double[] items = Array.ConvertAll(encoding.ItemContent, value => (double)value);
        int[] rows = [.. Enumerable.Range(0, data.Rows)];
        TowerBatch<float> batch = new TowerInputs<float>(journeys).Batch(rows);
        var shape = new TowerShape(encoding.Shape, true, 5, 7);

        var mediator = new MediatorTower<float>(shape, 3, 2, "", startAtZero: false, new RandomStream(1, "mediator"));
        Parameter<float>[] parameters = [.. mediator.Parameters];
        using Tape<float> tape = new ManagedEngine(1).CreateTape(parameters);
        var eta = new float[data.Touches];
        mediator.Forward(tape, batch).CopyTo(eta);
        var rowMediator = new RowMediatorTower(new NamedArrays([.. TowerArrays.Write(parameters, "")], ""), encoding.Shape, items);

        var outcome = new OutcomeTower<float>(shape, 4, 6, 5, 1, "", new RandomStream(1, "outcome"));
        Parameter<float>[] outcomeParameters = [.. outcome.Parameters];
        using Tape<float> outcomeTape = new ManagedEngine(1).CreateTape(outcomeParameters);
        var b = new float[data.Rows];
        var a = new float[data.Rows * 9];
        outcome.Base(outcomeTape, batch).CopyTo(b);
        outcome.Effect(outcomeTape, batch, 8).CopyTo(a);
        var rowOutcome = new RowOutcomeTower(new NamedArrays([.. TowerArrays.Write(outcomeParameters, "")], ""), encoding.Shape, items);

        var scratch = new double[1000];
        var own = new double[9];
        foreach (int i in rows)
        {
            // The tape computes in float: sums of some dozen terms of size 1.
            rowMediator.Forward(journeys.Row(i), own, scratch);
            for (int j = 0; j < data.Length(i); j++)
                Assert.AreEqual(eta[data.Offsets[i] + j], own[j], 1e-5);
            Assert.AreEqual(b[i], rowOutcome.Forward(journeys.Row(i), scratch), 1e-5);
            rowOutcome.Forward(journeys.Row(i).X, own, scratch);
            for (int h = 0; h < 9; h++)
                Assert.AreEqual(a[i * 9 + h], own[h], 1e-5);
        }
    }

    private static int Longest => Enumerable.Range(0, Data.Rows).MaxBy(Data.Length);

    private static AlmMtaModel With(AlmMtaDeletion deletion) => new(Model.Settings with { Deletion = deletion }, Model.Arrays);

    private static AlmMtaScore Score(AlmMtaModel model, int row)
    {
        var score = new AlmMtaScore(model.Settings.MaxTouchpoints);
        AlmMtaScorer.Of(model).Score(new TrainingJourneyReader(Data).Read(row), score);
        return score;
    }
}
