// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Plans who is issued which intensity, reached as <c>mlContext.Causal().Policy</c>.</summary>
public sealed class PolicyCatalog
{
    private readonly MLContext _mlContext;

    internal PolicyCatalog(MLContext mlContext) => _mlContext = mlContext;

    /// <summary>Plans the rows of scored data under budgets, shares and caps.</summary>
    /// <remarks>
    /// Reads base probability and response curve of every row into memory, 4·(g + 1) bytes a row. <see cref="PlannedPolicy.Data"/> has the rows
    /// again with what the plan does with each.
    /// </remarks>
    /// <param name="scored">What a model of UniMVT, or any other with such columns, scored.</param>
    /// <param name="intensities">q of the response curve, rising, [g]; <see cref="UniMvtTransformer.Grid"/>.</param>
    /// <param name="options">Money, limits, names of columns; null means the defaults.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type, or an option lies outside its range.</exception>
    /// <exception cref="InvalidOperationException">Rows cannot be planned, or limits contradict each other; the message counts and names.</exception>
    public PlannedPolicy Plan(IDataView scored, IReadOnlyList<float> intensities, PolicyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(scored);
        ArgumentNullException.ThrowIfNull(intensities);
        PolicyOptions validated = (options ?? new()).Validated();
        PolicyScores scores = PolicyScores.Read(validated, scored, intensities.Count);
        PolicyPlan plan = PolicyPlan.Compute(intensities, scores.BaseProbability, scores.Curves, validated, scores.Groups, scores.GroupNames);
        return new(plan, new PlannedDataView(scored, plan, scores));
    }

    /// <summary>The model with a plan's prices inside: it recommends, row by row, what the plan would, and saves as an ordinary model.</summary>
    /// <remarks>Steps of a chain that were appended for training or testing alone take part in every pass of the new chain.</remarks>
    /// <param name="model">The model, or a chain with exactly one model of UniMVT somewhere inside, fitted here or loaded.</param>
    /// <param name="plan">A plan over the same intensities as the model's.</param>
    /// <param name="group">Whose prices, where the plan has groups.</param>
    /// <returns>A new model; <paramref name="model"/> stays as it is. All columns but RecommendedIntensity and ExpectedGain keep their bits.</returns>
    /// <exception cref="ArgumentException">There is no such model, there are several, the plan is for other intensities, or has no such group.</exception>
    public ITransformer Freeze(ITransformer model, PolicyPlan plan, string? group = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(plan);
        UniMvtTransformer only = new CausalCatalog(_mlContext).Open<UniMvtTransformer>(model);
        if (!only.Grid.SequenceEqual(plan.Intensities))
        {
            throw new ArgumentException(
                $"The plan is for {plan.Intensities.Count} intensities from {plan.Intensities[0]} to {plan.Intensities[^1]}, the model's curve has {only.Grid.Count} "
                + $"from {only.Grid[0]} to {only.Grid[^1]}. Plan what this model scored.", nameof(plan));
        }

        return FrozenPolicy.Into(_mlContext, model, plan.PolicyOf(group));
    }

    /// <inheritdoc cref="Freeze(ITransformer, PolicyPlan, string?)"/>
    public UniMvtTransformer Freeze(UniMvtTransformer model, PolicyPlan plan, string? group = null) =>
        (UniMvtTransformer)Freeze((ITransformer)model, plan, group);
}
