// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Settings of <see cref="PropensityEstimator"/>.</summary>
public sealed record PropensityOptions
{
    /// <summary>Name of the feature column: a known-size vector of <see cref="float"/>. Default <c>Features</c>.</summary>
    public string FeatureColumnName { get; init; } = "Features";

    /// <summary>Name of the treatment column: <see cref="bool"/>. Default <c>Treatment</c>.</summary>
    public string TreatmentColumnName { get; init; } = "Treatment";

    /// <summary>Name of the output column of e(x), <see cref="float"/>, clipped. Default <c>Propensity</c>.</summary>
    public string PropensityColumnName { get; init; } = "Propensity";

    /// <summary>Name of the output column of weights, <see cref="float"/>. Default <c>Weight</c>. Not read without weighting.</summary>
    public string WeightColumnName { get; init; } = "Weight";

    /// <summary>
    /// Kind of weight to add. Default stabilised. With <see cref="PropensityWeighting.None"/> there is no weight column, and scoring does
    /// not need the treatment column.
    /// </summary>
    public PropensityWeighting Weighting { get; init; } = PropensityWeighting.Stabilised;

    /// <summary>ε: propensities are moved into [ε, 1 − ε]; how many is reported and logged. Range (0, 0.5). Default 0.01.</summary>
    public float Clip { get; init; } = 0.01f;

    /// <summary>
    /// K, number of folds of cross-fitting: each row gets its propensity from a model that did not see it. 1 (default) trains one model on
    /// all rows. At least 1, at most 20.
    /// </summary>
    /// <remarks>
    /// A row's fold is a hash of its features, so equal rows share a fold, a refit repeats, and a saved model treats its training rows as it
    /// did when it was fitted; a new row gets the model of the fold it falls into. Not for a handful of distinct feature vectors.
    /// </remarks>
    public int CrossFittingFolds { get; init; } = 1;

    /// <summary>
    /// What learns the treatment: any estimator of ML.NET whose output has a column <c>Probability</c>, or a column <c>Score</c>, to
    /// which Platt scaling is then fitted. It must read <see cref="FeatureColumnName"/> as features and
    /// <see cref="TreatmentColumnName"/> as label.
    /// Null (default): FastTree, 100 trees of 8 leaves, at least 50 rows a leaf, learning rate 0.1.
    /// </summary>
    public IEstimator<ITransformer>? Trainer { get; init; }

    internal PropensityOptions Validated()
    {
        Require(Clip > 0 && Clip < 0.5f, nameof(Clip), Clip, "in (0, 0.5)");
        Require(CrossFittingFolds is >= 1 and <= 20, nameof(CrossFittingFolds), CrossFittingFolds, "from 1 to 20");
        Require(Enum.IsDefined(Weighting), nameof(Weighting), Weighting, "one of the kinds of weight");
        foreach ((string option, string name) in new[]
        {
            (nameof(FeatureColumnName), FeatureColumnName), (nameof(TreatmentColumnName), TreatmentColumnName),
            (nameof(PropensityColumnName), PropensityColumnName), (nameof(WeightColumnName), WeightColumnName),
        })
            Require(!string.IsNullOrWhiteSpace(name), option, name, "the name of a column");
        return this;
    }

    private static void Require(bool ok, string option, object actual, string expected)
    {
        if (!ok)
            throw new ArgumentOutOfRangeException(option, actual, $"{nameof(PropensityOptions)}.{option} must be {expected}.");
    }
}
