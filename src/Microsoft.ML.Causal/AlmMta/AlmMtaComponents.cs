// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>
/// Components of the paper that <see cref="AlmMtaIdentification.ObservedProxy"/> and <see cref="AlmMtaIdentification.MatchedOutcome"/> can be
/// fitted with, to see what each of them does. All are off by default, each for a reason that a study on simulated journeys gave: "order" below
/// is the within-row Spearman correlation with the true effects, "ratio" that of the mean effect to the true one.
/// </summary>
/// <remarks>How a component is formed follows the options of the same name in <see cref="AlmMtaOptions"/>, such as its clips and temperatures.</remarks>
public sealed record AlmMtaComponents
{
    /// <summary>
    /// Gets how the propensities of a journey's touches become a weight of its row in the outcome's fit. Default None: the context is in the outcome's
    /// model already, so weights gain nothing and cost rows. Of all rows GeometricMean left an effective .85, ClippedProduct .20 and Product less than
    /// .001; the Spearman correlation over all touches was .89 without weights and .89, .86 and .74 with these. Needs clusters.
    /// </summary>
    public ExposureWeighting ExposureWeighting { get; init; }

    /// <summary>
    /// Gets K, the number of training rows of the highest matches or proxies whose residuals stand for t' given x; 0 (default) takes quantiles over all
    /// rows. Rows of high match are producers' rows: the effects' error rose from .0067 to .0105 and their ratio to 1.36.
    /// </summary>
    public int TopMatches { get; init; }
}
