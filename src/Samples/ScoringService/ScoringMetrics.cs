// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Microsoft.ML.Causal.ScoringService;

/// <summary>What the service counts, on top of what ASP.NET Core counts of requests.</summary>
internal sealed class ScoringMetrics
{
    public const string MeterName = "Microsoft.ML.Causal.ScoringService";

    private readonly Counter<long> _rows, _rejected, _loads;
    private readonly Histogram<double> _duration;

    public ScoringMetrics(IMeterFactory factory)
    {
        Meter meter = factory.Create(MeterName);
        _rows = meter.CreateCounter<long>("scoring.rows", "{row}", "Rows that were scored.");
        _rejected = meter.CreateCounter<long>("scoring.rejected", "{request}", "Requests that were refused.");
        _loads = meter.CreateCounter<long>("scoring.model.loads", "{load}", "Loads of a model file that changed, or failed.");
        _duration = meter.CreateHistogram<double>("scoring.duration", "s", "Time of a request's scoring, without reading and writing.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [1e-5, 2e-5, 5e-5, 1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 1e-2, 5e-2, 0.1, 0.5, 1] });
    }

    public void Scored(ModelFile file, int rows, TimeSpan duration)
    {
        _rows.Add(rows, Model(file));
        _duration.Record(duration.TotalSeconds, Model(file));
    }

    public void Rejected(ModelFile file) => _rejected.Add(1, Model(file));

    public void Loaded(ModelFile file) => Count(file, "loaded");

    public void LoadFailed(ModelFile file) => Count(file, "failed");

    private void Count(ModelFile file, string outcome) => _loads.Add(1, Model(file), new("outcome", outcome));

    private static KeyValuePair<string, object?> Model(ModelFile file) => new("model", file.Name);
}
