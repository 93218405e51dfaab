// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Causal estimators, reached as <c>mlContext.Causal()</c>.</summary>
public sealed class CausalCatalog
{
    private readonly MLContext _mlContext;

    internal CausalCatalog(MLContext mlContext)
    {
        _mlContext = mlContext;
        Data = new(mlContext);
        Policy = new(mlContext);
        Attribution = new(mlContext);
    }

    /// <summary>Gets the ways to bring data into the shape that the estimators read, journeys above all.</summary>
    public CausalDataCatalog Data { get; }

    /// <summary>Gets the ways to decide who is issued what: plans under budgets, and their prices inside a model.</summary>
    public PolicyCatalog Policy { get; }

    /// <summary>Gets the credits that others are compared with, and what is done with credits: the replay of a log under smaller budgets.</summary>
    public AttributionCatalog Attribution { get; }

    /// <summary>UniMVT: base probability and uplift of a treatment with several intensities, such as a coupon, from logs (Yang et al.).</summary>
    /// <remarks>
    /// <list type="table">
    /// <listheader><term>column</term><description>type</description></listheader>
    /// <item><term>features</term><description>known-size vector of <see cref="float"/></description></item>
    /// <item><term>treatment</term><description><see cref="bool"/></description></item>
    /// <item><term>intensity</term><description><see cref="float"/>, 0 exactly when untreated</description></item>
    /// <item><term>label</term><description><see cref="bool"/></description></item>
    /// </list>
    /// <para>Trains in seconds on a processor; needs no normalisation of features and no caching. Outputs: see <see cref="UniMvtTransformer"/>.</para>
    /// <para>
    /// When not to use it: where treatment depends on something that the features do not hold (nothing in the data can then tell the
    /// effect from the choice), where intensities hardly vary and a binary uplift model says as much, or where effects may be negative
    /// and <see cref="UniMvtOptions.NonNegative"/> is left on.
    /// </para>
    /// </remarks>
    /// <param name="options">Columns, network, losses, schedule, policy; null means the defaults.</param>
    /// <exception cref="ArgumentException">An option lies outside its range; the message names it.</exception>
    public UniMvtEstimator UniMvt(UniMvtOptions? options = null) => new(_mlContext, options ?? new());

    /// <summary>ALM-MTA: by how much each touch of a journey raised the probability of its outcome, from logs (Liu, Xia et al. 2026).</summary>
    /// <remarks>
    /// <list type="table">
    /// <listheader><term>column</term><description>type</description></listheader>
    /// <item><term>context</term><description>known-size vector of <see cref="float"/></description></item>
    /// <item><term>touch keys</term><description>vectors of keys, one entry per touch, oldest first; the first names items</description></item>
    /// <item><term>proxy, match</term><description>vector of <see cref="float"/>, one entry per touch; one of the two at least</description></item>
    /// <item><term>numbers, content, cluster of touches</term><description>optional vectors</description></item>
    /// <item><term>label</term><description><see cref="bool"/></description></item>
    /// </list>
    /// <para>
    /// Logs with one row per touch become such rows by <see cref="CausalDataCatalog.Journeys(IDataView, JourneyOptions)"/>. Trains in seconds on a processor.
    /// Needs no normalisation and no caching. Outputs: see <see cref="AlmMtaTransformer"/>.
    /// </para>
    /// <para>
    /// When not to use it: where touches move the outcome past what the proxy shows (then a model of the observed outcome is better), where the
    /// proxy was recorded after the outcome, or where who sees what is random (then plain comparison does).
    /// </para>
    /// </remarks>
    /// <param name="options">Columns, identification, fit, schedule; null means the defaults, which name no proxy and so are refused.</param>
    /// <exception cref="ArgumentException">An option lies outside its range, or neither proxy nor match is named; the message says so.</exception>
    public AlmMtaEstimator AlmMta(AlmMtaOptions? options = null) => new(_mlContext, options ?? new());

    /// <summary>Shapley credits of the touches of <paramref name="journeys"/> by models that have not seen their users, to judge another model by.</summary>
    /// <remarks>Fits <paramref name="reference"/> once per fold. See <see cref="Causal.ReferenceCredits"/> for what such labels can show.</remarks>
    /// <param name="journeys">Journeys with the columns that training the reference needs.</param>
    /// <param name="reference">The reference: what it reads and how it is identified. Its intervals and outputs are not looked at.</param>
    /// <param name="folds">Number of folds of users, at least 2. Default 2.</param>
    /// <exception cref="ArgumentException">An option lies outside its range, or a column is missing; the message says so.</exception>
    /// <exception cref="InvalidOperationException">The journeys cannot be learned from; the message counts them and names the column.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled.</exception>
    public ReferenceCredits ReferenceCredits(IDataView journeys, AlmMtaOptions reference, int folds = 2)
    {
        ArgumentNullException.ThrowIfNull(journeys);
        ArgumentNullException.ThrowIfNull(reference);
        return Causal.ReferenceCredits.Fit(_mlContext, reference, journeys, folds);
    }

    /// <summary>Propensities P(w = 1 | x) of logged data, with weights: who was treated, and who could have been.</summary>
    /// <remarks>
    /// <list type="table">
    /// <listheader><term>column</term><description>type</description></listheader>
    /// <item><term>features</term><description>known-size vector of <see cref="float"/></description></item>
    /// <item><term>treatment</term><description><see cref="bool"/></description></item>
    /// </list>
    /// <para>
    /// FastTree by default, any binary trainer instead. Clipped rows are counted, overlap is reported. When not to use it: in a randomised
    /// experiment, whose propensity is known and constant; or with features that were set after the treatment.
    /// </para>
    /// </remarks>
    /// <param name="options">Columns, trainer, clipping, cross-fitting, weights; null means the defaults.</param>
    /// <exception cref="ArgumentException">An option lies outside its range; the message names it.</exception>
    public PropensityEstimator Propensity(PropensityOptions? options = null) => new(_mlContext, options ?? new());

    /// <summary>A search for good options of an estimator, in the manner of AutoML's experiments.</summary>
    /// <remarks>
    /// <code>
    /// var sweep = mlContext.Causal().Sweep(
    ///     (context, options) => context.Causal().UniMvt(options), new UniMvtOptions(),
    ///     new SweepSpace&lt;UniMvtOptions&gt;().LogUniform(o => o.CrossWeight, 0.125, 8).Integer(o => o.Epochs, 5, 40),
    ///     new SweepOptions&lt;UniMvtOptions&gt; { Objective = UniMvtObjectives.BaseLogLoss });
    /// var result = sweep.Execute(logs);   // result.BestOptions, result.BestModel, result.ToDataView(), result.ToMarkdown()
    /// </code>
    /// <para>
    /// Trials are judged on held-out rows. When not to use it: to make effects right. Objectives that need no truth, but for the in-row AUC of
    /// exact matches and CS-Qini on randomised rows, reward prediction.
    /// </para>
    /// </remarks>
    /// <typeparam name="TOptions">The options record.</typeparam>
    /// <typeparam name="TTransformer">What the estimator fits.</typeparam>
    /// <param name="estimator">The estimator, or a pipeline with it, of a trial's options, made from the trial's own context.</param>
    /// <param name="options">The base options: columns, and all that the space does not search.</param>
    /// <param name="space">The options to search, and their values.</param>
    /// <param name="sweep">Objective, tuner, limits, split, journal.</param>
    /// <exception cref="ArgumentException">The space is empty, or a setting lies outside its range; the message names it.</exception>
    public CausalSweep<TOptions, TTransformer> Sweep<TOptions, TTransformer>(
        Func<MLContext, TOptions, IEstimator<TTransformer>> estimator, TOptions options, SweepSpace<TOptions> space, SweepOptions<TOptions> sweep)
        where TOptions : class, ITrialOptions<TOptions>
        where TTransformer : class, ITransformer => new(_mlContext, estimator, options, space, sweep);

    /// <summary>A search for good options of UniMVT: see <see cref="Sweep{TOptions, TTransformer}"/>.</summary>
    /// <param name="options">The base options.</param>
    /// <param name="space">The options to search, such as <see cref="UniMvtSweepSpaces.LossWeights"/>.</param>
    /// <param name="sweep">Objective, tuner, limits, split, journal.</param>
    public CausalSweep<UniMvtOptions, UniMvtTransformer> Sweep(UniMvtOptions options, SweepSpace<UniMvtOptions> space, SweepOptions<UniMvtOptions> sweep) =>
        Sweep((context, trial) => context.Causal().UniMvt(trial), options, space, sweep);

    /// <summary>A search for good options of ALM-MTA: see <see cref="Sweep{TOptions, TTransformer}"/>.</summary>
    /// <param name="options">The base options.</param>
    /// <param name="space">The options to search, such as <see cref="AlmMtaSweepSpaces.LossRatios"/>.</param>
    /// <param name="sweep">Objective, tuner, limits, split, journal.</param>
    public CausalSweep<AlmMtaOptions, AlmMtaTransformer> Sweep(AlmMtaOptions options, SweepSpace<AlmMtaOptions> space, SweepOptions<AlmMtaOptions> sweep) =>
        Sweep((context, trial) => context.Causal().AlmMta(trial), options, space, sweep);

    /// <summary>The typed view on a fitted model of this library, as it was trained or as <c>mlContext.Model.Load</c> gave it back.</summary>
    /// <typeparam name="TTransformer">The kind of model, such as <see cref="UniMvtTransformer"/>.</typeparam>
    /// <param name="model">The model, or a chain with exactly one model of that kind somewhere inside.</param>
    /// <exception cref="ArgumentException">There is no such model in the chain, or there are several.</exception>
    /// <exception cref="InvalidDataException">The model is damaged, or was written by a newer version.</exception>
    public TTransformer Open<TTransformer>(ITransformer model) where TTransformer : CausalTransformer
    {
        ArgumentNullException.ThrowIfNull(model);
        TTransformer[] found = [.. ModelOpener.Open(_mlContext, model).OfType<TTransformer>()];
        return found switch
        {
            [TTransformer only] => only,
            [] => throw new ArgumentException($"The model holds no {typeof(TTransformer).Name}. Was it trained by another estimator?", nameof(model)),
            _ => throw new ArgumentException(
                $"The model holds {found.Length} of {typeof(TTransformer).Name} where one is expected. Open the part of the chain that is meant.",
                nameof(model)),
        };
    }
}
