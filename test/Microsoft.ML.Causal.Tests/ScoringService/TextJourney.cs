// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Tests.ScoringService;

/// <summary>A journey whose items and clusters are texts, as logs have them; the model makes keys of them.</summary>
internal sealed class TextJourney
{
    [VectorType(AttributionWorld.ContextWidth)]
    public float[] Context { get; set; } = [];

    public string[] Item { get; set; } = [];

    public string[] Cluster { get; set; } = [];

    public float[] Content { get; set; } = [];

    public float[] Proxy { get; set; } = [];

    public bool Label { get; set; }

    public static IEnumerable<TextJourney> Of(MLContext mlContext, AttributionSample sample) =>
        mlContext.Data.CreateEnumerable<AttributionRow>(sample.ToDataView(mlContext), reuseRowObject: false).Select(row => new TextJourney
        {
            Context = row.Context,
            Item = [.. row.Item.Select(item => $"item{item}")],
            Cluster = [.. row.Cluster.Select(cluster => $"cluster{cluster}")],
            Content = row.Content,
            Proxy = row.ProxyMedium,
            Label = row.Label,
        });
}
