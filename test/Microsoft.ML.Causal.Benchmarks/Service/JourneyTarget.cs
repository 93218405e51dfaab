// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Text.Json;
using Microsoft.ML.Causal.ScoringService;
using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>Journeys to explain by one of two ALM-MTA models.</summary>
internal sealed class JourneyTarget : LoadTarget
{
    private readonly JourneyPrediction[][] _expected;

    private JourneyTarget(JourneyPrediction[][] expected) => _expected = expected;

    public override string Setting => nameof(ScoringOptions.Attribution);

    public override string Address => "/attribution/explain";

    public static JourneyTarget Create()
    {
        var mlContext = new MLContext(seed: 1);
        IDataView logs = AttributionSample.Draw(rows: 5000, seed: 1).ToDataView(mlContext);
        AttributionRow[] rows = [.. mlContext.Data.CreateEnumerable<AttributionRow>(logs, reuseRowObject: false).Take(Requests)];
        byte[][] models = [.. new[] { 1, 2 }.Select(seed => LoadModel.Save(mlContext, logs, mlContext.Causal().AlmMta(new AlmMtaOptions
        {
            TouchKeyColumnNames = [nameof(AttributionRow.Item)],
            ClusterColumnName = nameof(AttributionRow.Cluster),
            ProxyColumnName = nameof(AttributionRow.ProxyMedium),
            UserColumnName = nameof(AttributionRow.User),
            Stack = AlmMtaStack.Off,
            Seed = seed,
        })))];
        return new JourneyTarget([.. models.Select(model => LoadModel.Predict<AttributionRow, JourneyPrediction>(model, rows))])
        {
            Models = models,
            Fingerprints = [.. models.Select(ServedModel.FingerprintOf)],
            Bodies = [.. rows.Select(row => JsonSerializer.SerializeToUtf8Bytes(new { row.Context, row.Item, row.Cluster }))],
        };
    }

    public override (string Model, Func<int, bool> Is) Read(byte[] answer, int request)
    {
        JourneyAnswer read = JsonSerializer.Deserialize<JourneyAnswer>(answer, Format)!;
        return (read.Model, version =>
        {
            JourneyPrediction expected = _expected[version][request];
            return read.Probability == expected.Probability && read.ObservedProbability == expected.ObservedProbability
                && read.BaseProbability == expected.BaseProbability && read.AdditivityGap == expected.AdditivityGap
                && read.Touches.Count == expected.Uplift.Length
                && read.Touches.Index().All(touch => touch.Item is null
                    ? float.IsNaN(expected.Uplift[touch.Index])
                    : touch.Item == TouchAnswer.Of(expected, touch.Index, hasIntervals: true));
        });
    }
}
