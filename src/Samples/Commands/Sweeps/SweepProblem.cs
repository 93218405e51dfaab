// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Samples;

/// <summary>A method, its data, and what is searched.</summary>
/// <param name="Title">What is swept, on what.</param>
/// <param name="Estimator">Makes the estimator.</param>
/// <param name="Options">Base options.</param>
/// <param name="Space">What is searched.</param>
/// <param name="Objectives">What trials can be judged by; the first unless the command line says otherwise.</param>
/// <param name="OnTest">What base and best options are judged by on the test rows.</param>
/// <param name="Halving">Its epochs.</param>
/// <param name="Train">Rows that the sweep splits.</param>
/// <param name="Test">Rows that no trial sees.</param>
internal sealed record SweepProblem<TOptions, TTransformer>(
    string Title, Func<MLContext, TOptions, IEstimator<TTransformer>> Estimator, TOptions Options, SweepSpace<TOptions> Space,
    IReadOnlyList<SweepObjective<TOptions>> Objectives, IReadOnlyList<SweepObjective<TOptions>> OnTest, SweepHalving<TOptions> Halving, IDataView Train, IDataView Test)
    where TOptions : class, ITrialOptions<TOptions>
    where TTransformer : class, ITransformer;
