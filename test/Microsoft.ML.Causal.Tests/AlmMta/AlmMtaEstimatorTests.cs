// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta;

[TestClass]
public class AlmMtaEstimatorTests
{
    // Nothing here depends on how good the model is: few journeys, no networks beside the core.
    private static readonly AttributionSample _sample = AttributionSample.Draw(rows: 2000, seed: 5);

    private static readonly AlmMtaOptions _quick = new()
    {
        TouchKeyColumnNames = [nameof(AttributionRow.Item)],
        ClusterColumnName = nameof(AttributionRow.Cluster),
        ContentColumnName = nameof(AttributionRow.Content),
        ProxyColumnName = nameof(AttributionRow.ProxyMedium),
        ExactMatchColumnName = nameof(AttributionRow.MatchStrict),
        UserColumnName = nameof(AttributionRow.User),
        Stack = AlmMtaStack.Off,
        Seed = 3,
    };

    private const AlmMtaOutputs All = AlmMtaOutputs.NormalisedCredit | AlmMtaOutputs.ShapleyCredit | AlmMtaOutputs.Mediator;

    private readonly MLContext _mlContext = new(seed: 1);
    private IDataView _logs = null!;

    [TestInitialize]
    public void Load() => _logs = _sample.ToDataView(_mlContext, AttributionSplit.Train);

    [TestMethod]
    [DataRow(AlmMtaIdentification.ObservedProxy, AlmMtaFitKind.Stacked)]
    [DataRow(AlmMtaIdentification.ObservedProxy, AlmMtaFitKind.Networks)]
    [DataRow(AlmMtaIdentification.MatchedOutcome, AlmMtaFitKind.Stacked)]
    [DataRow(AlmMtaIdentification.Paper, AlmMtaFitKind.Stacked)]
    public void Estimator_OfEachForm_KeepsTheContract(AlmMtaIdentification identification, AlmMtaFitKind fit)
    {
        AlmMtaOptions options = _quick with
        {
            Identification = identification, Fit = fit, MatchColumnName = nameof(AttributionRow.MatchCosine), WorkContentColumnName = nameof(AttributionRow.Upload),
            Outputs = All, CoreEpochs = 4, OutcomeEpochs = 3, NetworkEpochs = 2, BootstrapFits = 2, StageEpochs = [1, 1, 1], Seed = null,
        };

        // A context of the same seed for each: without a seed of its own an estimator takes one from there.
        EstimatorContract.Check<AlmMtaTransformer, AttributionRow, CreditedScore>(
            _mlContext, threads => new MLContext(seed: 1).Causal().AlmMta(options with { Threads = threads }), _logs);
    }

    [TestMethod]
    public void Fit_WithoutOutputs_DeliversTheSchemaThatWasPromised()
    {
        AlmMtaEstimator estimator = _mlContext.Causal().AlmMta(_quick with { CoreEpochs = 1, OutcomeEpochs = 1 });

        EstimatorContract.SchemaPromisedIsDelivered(estimator, estimator.Fit(_logs), _logs);
    }

    [TestMethod]
    public void Fit_WithOutputs_HasTheirColumns()
    {
        AlmMtaTransformer model = _mlContext.Causal().AlmMta(_quick with { Outputs = All }).Fit(_logs);

        IDataView scored = model.Transform(_logs);

        float[][] shapley = [.. scored.GetColumn<float[]>("ShapleyCredit")], normalised = [.. scored.GetColumn<float[]>("NormalisedCredit")];
        float[] whole = [.. scored.GetColumn<float>("Probability")], none = [.. scored.GetColumn<float>("BaseProbability")];
        Assert.IsTrue(scored.GetColumn<float[]>("ShapleyError").All(errors => errors.All(error => error == 0)), "closed forms have no error");
        Assert.IsTrue(scored.GetColumn<float[]>("MediatorProbability").All(chances => chances.All(p => p is > 0 and < 1)));
        for (int i = 0; i < whole.Length; i++)
        {
            // Sums of at most 16 floats of size .1.
            Assert.AreEqual(whole[i] - none[i], shapley[i].Sum(), 1e-6, $"row {i}");
            Assert.AreEqual(whole[i] - none[i], normalised[i].Sum(), 1e-6, $"row {i}");
        }

        Assert.IsFalse(scored.Schema.Any(column => !column.IsHidden && column.Name.StartsWith("__", StringComparison.Ordinal)), "a helper column is left");
    }

    [TestMethod]
    public void Score_HasOneNumberPerTouch()
    {
        AlmMtaTransformer model = _mlContext.Causal().AlmMta(_quick).Fit(_logs);

        JourneyScore[] scores = EstimatorContract.Scores<JourneyScore>(_mlContext, model, _logs);

        AttributionRow[] rows = [.. _mlContext.Data.CreateEnumerable<AttributionRow>(_logs, reuseRowObject: false)];
        Assert.IsTrue(rows.Select(row => row.Item.Length).Distinct().Count() > 5, "the journeys are all alike");
        for (int i = 0; i < rows.Length; i++)
        {
            Assert.HasCount(rows[i].Item.Length, scores[i].Uplift, $"row {i}");
            Assert.HasCount(rows[i].Item.Length, scores[i].UpliftLogit, $"row {i}");
        }
    }

    [TestMethod]
    public void Fit_WithExposureWeights_ReportsTheirEffectiveSampleSize()
    {
        AlmMtaOptions weighted = _quick with { Components = new() { ExposureWeighting = ExposureWeighting.GeometricMean } };
        AlmMtaDiagnostics with = _mlContext.Causal().AlmMta(weighted).Fit(_logs).Diagnostics!;
        AlmMtaDiagnostics measured = _mlContext.Causal().AlmMta(_quick with { MeasureOverlap = true }).Fit(_logs).Diagnostics!;

        Assert.IsTrue(with.EffectiveSampleSize > with.Rows / 2 && with.EffectiveSampleSize < with.Rows);
        Assert.AreEqual(with.Exposure!.EffectiveSampleSize, with.EffectiveSampleSize!.Value);
        Assert.AreEqual(with.Exposure.ClippedRows, with.ClippedWeights!.Value);
        Assert.AreEqual(with.Exposure, measured.Exposure);
        Assert.IsNull(measured.EffectiveSampleSize);
    }

    [TestMethod]
    [DataRow(nameof(AlmMtaOptions.ContextColumnName), "Could not find context column 'Nowhere'.")]
    [DataRow(nameof(AlmMtaOptions.ContentColumnName), "Could not find content column 'Nowhere'.")]
    [DataRow(nameof(AlmMtaOptions.ProxyColumnName), "Could not find proxy column 'Nowhere'.")]
    [DataRow(nameof(AlmMtaOptions.MatchColumnName), "Could not find match column 'Nowhere'.")]
    [DataRow(nameof(AlmMtaOptions.ExactMatchColumnName), "Could not find exact-match column 'Nowhere'.")]
    [DataRow(nameof(AlmMtaOptions.ClusterColumnName), "Could not find cluster column 'Nowhere'.")]
    [DataRow(nameof(AlmMtaOptions.WorkContentColumnName), "Could not find work content column 'Nowhere'.")]
    [DataRow(nameof(AlmMtaOptions.UserColumnName), "Could not find user column 'Nowhere'.")]
    [DataRow(nameof(AlmMtaOptions.LabelColumnName), "Could not find label column 'Nowhere'.")]
    [DataRow(nameof(AlmMtaOptions.ExampleWeightColumnName), "Could not find weight column 'Nowhere'.")]
    public void Fit_WithoutAColumn_NamesIt(string option, string message) => Refuses(option, "Nowhere", message);

    [TestMethod]
    [DataRow(nameof(AlmMtaOptions.ContextColumnName), nameof(AttributionRow.Content), "Schema mismatch for context column 'Content': expected Vector<Single> of known size, got")]
    [DataRow(nameof(AlmMtaOptions.ContentColumnName), nameof(AttributionRow.Item), "Schema mismatch for content column 'Item': expected Vector<Single>, one entry per touch, got")]
    [DataRow(nameof(AlmMtaOptions.ProxyColumnName), nameof(AttributionRow.Label), "Schema mismatch for proxy column 'Label': expected Vector<Single>, one entry per touch, got Boolean.")]
    [DataRow(nameof(AlmMtaOptions.ClusterColumnName), nameof(AttributionRow.Content), "Schema mismatch for cluster column 'Content': expected Vector<Key<UInt32>>, one entry per touch, got")]
    [DataRow(nameof(AlmMtaOptions.UserColumnName), nameof(AttributionRow.Label), "Schema mismatch for user column 'Label': expected Key<UInt32>, got Boolean.")]
    [DataRow(nameof(AlmMtaOptions.LabelColumnName), nameof(AttributionRow.TrueProbability), "Schema mismatch for label column 'TrueProbability': expected Boolean, got Single.")]
    public void Fit_WithAColumnOfAnotherType_SaysWhatIsExpected(string option, string column, string message) => Refuses(option, column, message);

    [TestMethod]
    public void Transform_OfItemsNeverSeen_FallsBackToClusterAndContent()
    {
        AlmMtaTransformer model = _mlContext.Causal().AlmMta(_quick with { ClusterColumnName = null }).Fit(_logs);
        AttributionRow row = _mlContext.Data.CreateEnumerable<AttributionRow>(_logs, reuseRowObject: false).First(row => row.Item.Length > 3);
        AttributionRow With(uint[] items, float[] content) => new()
        {
            User = 0, Context = row.Context, Item = items, Cluster = row.Cluster, Content = content, ProxyMedium = row.ProxyMedium, MatchStrict = row.MatchStrict,
        };
        float[] zeros = new float[row.Content.Length];
        uint[] unknown = new uint[row.Item.Length];

        JourneyScore[] scores = EstimatorContract.Scores<JourneyScore>(
            _mlContext, model, _mlContext.Data.LoadFromEnumerable([With(row.Item, row.Content), With(unknown, row.Content), With(unknown, zeros)]));

        // What is known of a new item is its content; without it all touches are alike but for their place.
        Assert.IsGreaterThan(.5, RankCorrelation.Spearman(scores[0].Uplift.Select(u => (double)u).ToArray(), scores[1].Uplift.Select(u => (double)u).ToArray()));
        CollectionAssert.AreNotEqual(scores[1].Uplift, scores[2].Uplift);
    }

    [TestMethod]
    public void Fit_OfLongAndEmptyJourneysAndMissingItems_CountsThem()
    {
        AttributionRow[] rows = [.. _mlContext.Data.CreateEnumerable<AttributionRow>(_logs, reuseRowObject: false)];
        int longer = rows.Count(row => row.Item.Length > 4), cut = rows.Sum(row => Math.Max(0, row.Item.Length - 4));
        double touches = rows.Sum(row => Math.Min(4, row.Item.Length));
        rows.First(row => row.Item.Length > 0).Item[^1] = 0;
        IDataView logs = _mlContext.Data.LoadFromEnumerable(rows.Append(new AttributionRow { Context = new float[8], Upload = new float[16] }));

        AlmMtaDiagnostics fit = _mlContext.Causal().AlmMta(_quick with { MaxTouchpoints = 4, CoreEpochs = 1, OutcomeEpochs = 1, Intervals = false }).Fit(logs).Diagnostics!;

        Assert.AreEqual((longer, (long)cut, 1, 1 / touches), (fit.ShortenedJourneys, fit.CutTouches, fit.EmptyJourneys, fit.UnknownItemShare));
    }

    private void Refuses(string option, string column, string message)
    {
        AlmMtaOptions options = _quick with { };
        typeof(AlmMtaOptions).GetProperty(option)!.SetValue(options, column);

        StringAssert.StartsWith(Assert.ThrowsExactly<ArgumentException>(() => _mlContext.Causal().AlmMta(options).Fit(_logs)).Message, message);
        StringAssert.StartsWith(Assert.ThrowsExactly<ArgumentException>(() => _mlContext.Causal().AlmMta(options).GetOutputSchema(ShapeProbe.Of(_logs))).Message, message.Split(", got")[0]);
    }

    private class JourneyScore
    {
        public float Probability { get; set; }

        public float ObservedProbability { get; set; }

        public float BaseProbability { get; set; }

        public float AdditivityGap { get; set; }

        public float[] Uplift { get; set; } = [];

        public float[] UpliftLogit { get; set; } = [];

        public float[] Score { get; set; } = [];

        public float[] UpliftLower { get; set; } = [];

        public float[] UpliftUpper { get; set; } = [];
    }

    private sealed class CreditedScore : JourneyScore
    {
        public float[] NormalisedCredit { get; set; } = [];

        public float[] ShapleyCredit { get; set; } = [];

        public float[] ShapleyError { get; set; } = [];

        public float[] MediatorProbability { get; set; } = [];
    }
}
