// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Settings of ALM-MTA, causal multi-touch attribution by deletion effects (Liu, Xia et al. 2026).</summary>
/// <remarks>Being a record, a sweep is <c>options with { MaxTouchpoints = 8 }</c>.</remarks>
public sealed partial record AlmMtaOptions
{
    /// <summary>Gets the name of the context column: a known-size vector of <see cref="float"/>, X. Default "Context".</summary>
    public string ContextColumnName { get; init; } = "Context";

    /// <summary>
    /// Gets the names of the touch key columns: vectors of keys, one entry per touch, in time order. The first is the item, what a
    /// touch shows. Default "Touches".
    /// </summary>
    public IReadOnlyList<string> TouchKeyColumnNames { get; init; } = ["Touches"];

    /// <summary>Gets the names of numeric touch columns: vectors of <see cref="float"/>, one entry per touch. Default none.</summary>
    public IReadOnlyList<string> TouchNumericColumnNames { get; init; } = [];

    /// <summary>
    /// Gets the name of the proxy column: a vector of <see cref="float"/>, one entry per touch, on every row, recorded before the
    /// outcome. Discrete codes, or numbers that are bucketed by quantiles. Null (default) means none.
    /// </summary>
    public string? ProxyColumnName { get; init; }

    /// <summary>
    /// Gets the name of the match column: a vector of <see cref="float"/>, one entry per touch, the similarity of the touch and the
    /// produced work (a cosine, or a flag 0/1); NaN where there is none. Null (default) means none.
    /// </summary>
    public string? MatchColumnName { get; init; }

    /// <summary>Gets the name of the exact-match column: a vector of <see cref="float"/>, one entry per touch, 1 where touch and work share an element; null (default) means none.</summary>
    public string? ExactMatchColumnName { get; init; }

    /// <summary>Gets the name of the cluster column: a vector of keys, one entry per touch; null (default) clusters items by their content where there is any.</summary>
    public string? ClusterColumnName { get; init; }

    /// <summary>Gets the name of the label column: <see cref="bool"/>, Y. Default "Label".</summary>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>Gets the name of the user column: a key; rows of a user stay together when rows are held out. Null (default) makes each row its own.</summary>
    public string? UserColumnName { get; init; }

    /// <summary>Gets the name of the weight column: <see cref="float"/>, at least 0; null (default) weighs all rows alike.</summary>
    public string? ExampleWeightColumnName { get; init; }

    /// <summary>Gets what identifies the effects. Default Auto: by the columns that are named.</summary>
    public AlmMtaIdentification Identification { get; init; }

    /// <summary>Gets how the stages are fitted. Default Stacked. <see cref="AlmMtaIdentification.Paper"/> does not look at it.</summary>
    public AlmMtaFitKind Fit { get; init; }

    /// <summary>Gets whether networks are stacked on the mediator core. Default Auto.</summary>
    public AlmMtaStack Stack { get; init; }

    /// <summary>Gets the number of towers of the stack, whose logits are averaged. Range 1 to 16. Default 3; 1 when time matters.</summary>
    public int StackTowers { get; init; } = 3;

    /// <summary>Gets the largest number of touches that are looked at, the most recent ones. Range 1 to 256. Default 16.</summary>
    public int MaxTouchpoints { get; init; } = 16;

    /// <summary>Gets the number of clusters when items are clustered by content. Range 1 to 4096. Default 64.</summary>
    public int ClusterCount { get; init; } = 64;

    /// <summary>
    /// Gets the components of the paper that the identified forms are fitted with. Default none. The <see cref="AlmMtaIdentification.Paper"/> form has
    /// them all and does not look at this.
    /// </summary>
    public AlmMtaComponents Components { get; init; } = new();

    /// <summary>Gets what deleting a touch means. Default KeepPosition.</summary>
    public AlmMtaDeletion Deletion { get; init; }

    /// <summary>Gets whose effect is estimated. Default Do.</summary>
    public AlmMtaEffect Effect { get; init; }

    /// <summary>
    /// Gets whether exposure propensities are fitted to measure <see cref="AlmMtaDiagnostics.Exposure"/>, how far exposures depend on the context, even
    /// where no weight needs them. Needs clusters; costs 2 to 4 processor seconds for 48,000 rows. Default false.
    /// </summary>
    public bool MeasureOverlap { get; init; }

    /// <summary>Whether the fit or its diagnostics read exposure propensities.</summary>
    internal bool NeedsPropensities => MeasureOverlap
        || (ResolvedIdentification == AlmMtaIdentification.Paper ? ExposureWeighting : Components.ExposureWeighting) != ExposureWeighting.None;

    /// <summary>What <see cref="Identification"/> comes to.</summary>
    /// <exception cref="ArgumentException">It is Auto, and neither a proxy nor a match column is named.</exception>
    internal AlmMtaIdentification ResolvedIdentification => Identification switch
    {
        AlmMtaIdentification.Auto when ProxyColumnName is not null => AlmMtaIdentification.ObservedProxy,
        AlmMtaIdentification.Auto when MatchColumnName is not null => AlmMtaIdentification.MatchedOutcome,
        AlmMtaIdentification.Auto => throw new ArgumentException(
            $"{nameof(AlmMtaOptions)}.{nameof(Identification)} is Auto, but neither {nameof(ProxyColumnName)} nor {nameof(MatchColumnName)} names a column. "
            + $"Name one, or choose {nameof(AlmMtaIdentification)}.{nameof(AlmMtaIdentification.Paper)}.", nameof(Identification)),
        _ => Identification,
    };
}
