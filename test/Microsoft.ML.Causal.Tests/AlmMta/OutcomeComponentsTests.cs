// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Causal.Tests.AlmMta.Matched;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta;

/// <summary>The paper's components that act on the outcome of the identified forms: exposure weights and the marginal over best matches.</summary>
[TestClass]
public class OutcomeComponentsTests
{
    private static readonly AlmMtaOptions Weighted = new() { Components = new() { ExposureWeighting = ExposureWeighting.GeometricMean } };

    [TestMethod]
    [DataRow(AlmMtaIdentification.ObservedProxy, AlmMtaFitKind.Stacked)]
    [DataRow(AlmMtaIdentification.ObservedProxy, AlmMtaFitKind.Networks)]
    [DataRow(AlmMtaIdentification.MatchedOutcome, AlmMtaFitKind.Stacked)]
    [DataRow(AlmMtaIdentification.MatchedOutcome, AlmMtaFitKind.Networks)]
    public void Fit_WithExposureWeights_ChangesTheOutcomeAlone(AlmMtaIdentification identification, AlmMtaFitKind fit)
    {
        (AlmMtaOptions options, AlmMtaTrainingData data) = Example(identification, fit, 500);
        var random = new RandomStream(1, "propensities");
        data.LogPropensity = [.. Enumerable.Range(0, data.Touches).Select(_ => (float)Math.Log(random.NextDouble(.02, .5)))];
        AlmMtaModel without = AlmMtaExample.Fit(options, data), with = AlmMtaExample.Fit(options with { Components = Weighted.Components }, data);

        CollectionAssert.AreEqual(Values(without, "mediator."), Values(with, "mediator."));
        CollectionAssert.AreNotEqual(Values(without, "outcome."), Values(with, "outcome."));
        Assert.IsTrue(with.Diagnostics!.EffectiveSampleSize < data.Rows);
        Assert.IsNull(without.Diagnostics!.EffectiveSampleSize);
    }

    [TestMethod]
    public void Fit_WithExposureWeights_StillRanksTouchesByTheirChances()
    {
        AlmMtaTrainingData data = AlmMtaExample.Draw(6000, 3), test = AlmMtaExample.Draw(1000, 4, plain: true, out float[] chances);
        data.LogPropensity = ExposurePropensities.Fit(new MLContext(1), data, 1);
        AlmMtaModel model = AlmMtaExample.Fit(
            AlmMtaExample.Quick with { CoreEpochs = 12, OutcomeEpochs = 10, Stack = AlmMtaStack.Off, Components = Weighted.Components }, data);

        // As without weights: they do not reach the mediator, which alone orders the touches of a row.
        Assert.IsGreaterThan(.8, AttributionAccuracy.Compute(ObservedTrainerTests.Uplift(model, test), chances, test.Offsets).Spearman);
        Assert.IsLessThan(.03, Math.Abs(model.Diagnostics!.ObservedBias));
    }

    [TestMethod]
    public void Fit_WithoutPropensities_WarnsAndWeighsRowsAlike()
    {
        (AlmMtaOptions options, AlmMtaTrainingData data) = Example(AlmMtaIdentification.ObservedProxy, AlmMtaFitKind.Stacked, 300);
        var heard = new Warnings();
        AlmMtaModel with = AlmMtaTrainer.Fit(options with { Components = Weighted.Components }, data, 1, heard, CancellationToken.None);
        CollectionAssert.Contains(heard.All, "There are no exposure propensities; all rows weigh alike.");
        CollectionAssert.AreEqual(Values(AlmMtaExample.Fit(options, data), ""), Values(with, ""));
    }

    [TestMethod]
    [DataRow(AlmMtaIdentification.ObservedProxy, AlmMtaFitKind.Stacked)]
    [DataRow(AlmMtaIdentification.ObservedProxy, AlmMtaFitKind.Networks)]
    [DataRow(AlmMtaIdentification.MatchedOutcome, AlmMtaFitKind.Stacked)]
    [DataRow(AlmMtaIdentification.MatchedOutcome, AlmMtaFitKind.Networks)]
    public void Fit_WithTopMatches_PutsThemInPlaceOfTheQuantiles(AlmMtaIdentification identification, AlmMtaFitKind fit)
    {
        (AlmMtaOptions options, AlmMtaTrainingData data) = Example(identification, fit, 2000);
        AlmMtaModel without = AlmMtaExample.Fit(options, data), with = AlmMtaExample.Fit(options with { Components = new() { TopMatches = 100 } }, data);

        Assert.HasCount(9, Values(without, "outcome.marginal.residuals"));
        Assert.HasCount(100, Values(with, "outcome.marginal.residuals"));
        CollectionAssert.AreEqual(Values(without, "outcome.marginal.coefficients"), Values(with, "outcome.marginal.coefficients"));
        Assert.IsNull(without.Diagnostics!.TopMatchTouchShare);
        Assert.IsTrue(with.Diagnostics!.TopMatchTouchShare is > 0 and < 1);
    }

    [TestMethod]
    public void Over_ChosenRows_GivesWhatIsLeftOfTheirLogits()
    {
        AlmMtaTrainingData data = AlmMtaExample.Draw(60, 3);
        var journeys = new EncodedJourneys(data, JourneyEncoding.Fit(data));
        int[] rows = [.. Enumerable.Range(0, 60)];
        var random = new RandomStream(1, "logits");
        double[] logits = [.. rows.Select(_ => random.NextGaussian())], scratch = new double[journeys.Encoding.Shape.Products];
        MarginalLogit whole = MarginalLogit.Fit(journeys, rows, logits, [], 10, 9);
        MarginalLogit top = whole.Over(journeys, new([7, 3], .1), chosen => [.. chosen.Select(i => logits[i])]);

        double[] expected = [.. new[] { 7, 3 }.Select(i => logits[i] - whole.Mean(journeys.Row(i).X, scratch)).Order()];
        CollectionAssert.AreEqual(expected, top.Residuals);
        Assert.AreSame(whole, whole.Over(journeys, null, _ => []));
    }

    private static (AlmMtaOptions Options, AlmMtaTrainingData Data) Example(AlmMtaIdentification identification, AlmMtaFitKind fit, int rows)
    {
        AlmMtaOptions quick = identification == AlmMtaIdentification.ObservedProxy ? AlmMtaExample.Quick : MatchedExample.Quick;
        return (
            quick with { Fit = fit, Stack = AlmMtaStack.Off, Intervals = false },
            identification == AlmMtaIdentification.ObservedProxy ? AlmMtaExample.Draw(rows, 3) : MatchedExample.Draw(rows, 3, out _));
    }

    private static float[] Values(AlmMtaModel model, string prefix) => [.. model.Arrays.Where(array => array.Name.StartsWith(prefix, StringComparison.Ordinal)).SelectMany(array => array.Values)];

    private sealed class Warnings : ITrainingMonitor
    {
        public List<string> All { get; } = [];

        public void Message(string text) { }

        public void Warning(string text) => All.Add(text);

        public void Progress(in TrainingProgress progress) { }
    }
}
