// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>
/// Components of the paper that <see cref="AlmMtaIdentification.ObservedProxy"/> and <see cref="AlmMtaIdentification.MatchedOutcome"/> can be
/// fitted with, to see what each of them does. All are off by default, each for a reason that a study on simulated journeys gave: "order" below
/// is the within-row Spearman correlation with the true effects, "ratio" that of the mean effect to the true one.
/// </summary>
/// <remarks>
/// How a component is formed follows the options of the same name in <see cref="AlmMtaOptions"/>, such as its clips and temperatures. Adversary,
/// contrast, exposure loss, held ratios and routing act on the representation in a mediator tower, so they need one: <see cref="AlmMtaFitKind.Networks"/>,
/// or in ObservedProxy the towers that are stacked on the cores. The epoch that is kept is that of the best held-out likelihood of proxies or matches,
/// whatever the other losses want.
/// </remarks>
public sealed record AlmMtaComponents
{
    /// <summary>
    /// Gets λ_max of an adversary that predicts the outcome from the mediator representation behind a gradient reversal, reached along
    /// 2/(1+e^(−10p)) − 1. Range [0, 1]. Default 0: a valid mediator must predict the outcome, and that is what the representation unlearns. The order fell
    /// from .80 without to .77 at 1, .61 at 4 and .45 at 16, and a proxy that was written after the outcome was not cleansed: ratio 1.72 without, 1.67 at 4.
    /// That is without
    /// <see cref="AlmMtaOptions.AdversaryInExcess"/>; with it the order hardly falls, for there is hardly anything to penalise. A probe, no remedy.
    /// </summary>
    public double Adversary { get; init; }

    /// <summary>
    /// Gets the keys of a contrastive loss, by which a journey finds its best-matching touch among those of other rows. Default None: what tells rows apart
    /// is what their users wish anyway, and no gain was seen. The contrast that works is that of the touches of one row, which MatchedOutcome has.
    /// </summary>
    public AlmMtaContrast Contrast { get; init; }

    /// <summary>
    /// Gets λ_con, the weight of the contrastive loss. Range (0, ∞). Default 0.01; at 0.1 the order of networks fell to .51, where .84 was without, and
    /// to .76 with gradients routed.
    /// </summary>
    public double ContrastWeight { get; init; } = 0.01;

    /// <summary>
    /// Gets λ_DML, the weight of the loss by which the tower's view of the context tells which clusters the user is shown. Range [0, ∞). Default 0: who is
    /// shown what is the confounder's trace, and the proxies' likelihood has no use for it; with it the paper's own form ordered touches no better than
    /// chance, −.01. Needs clusters.
    /// </summary>
    public double ExposureWeight { get; init; }

    /// <summary>
    /// Gets whether the weights of these losses are target ratios that are held by λ_k = r_k·EMA(main)/EMA(k). Default false: no ratio of losses changed
    /// what a form identifies.
    /// </summary>
    public bool HoldLossRatios { get; init; }

    /// <summary>
    /// Gets how the gradients of these losses meet in the mediator representation. Default Sum: without other losses there is nothing to route, and in the
    /// paper's own form routing did not change what is identified. Direct takes from each touch's adversary and contrast what pulls against its likelihood
    /// of proxies or matches; the gates by context of the paper's form are not in.
    /// </summary>
    public AlmMtaGradientRouting GradientRouting { get; init; }

    /// <summary>
    /// Gets the share of touches that the outcome tower does not see in training, a third of it whole journeys. Range [0, 1). Default 0: deletions ask the
    /// mediator for shorter journeys, never b(T,x). At .15 the networks' effects came out too small, ratio .86 where .93 was without, in the same order.
    /// Needs <see cref="AlmMtaFitKind.Networks"/>.
    /// </summary>
    public double OutcomeDropout { get; init; }

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

    /// <summary>Whether there is a loss that acts on a mediator tower.</summary>
    internal bool NeedTower => Adversary > 0 || Contrast != AlmMtaContrast.None || ExposureWeight > 0;
}
