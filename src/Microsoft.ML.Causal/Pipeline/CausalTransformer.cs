// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>
/// A fitted model of this library: a chain of ML.NET's own transformers that carries the weights, with a typed view on it.
/// </summary>
/// <remarks>
/// Saving writes the chain, so <c>mlContext.Model.Load</c> gives the chain back in any process that has this assembly among its
/// references; <see cref="CausalCatalog.Open{TTransformer}"/> gives the typed view again. Scores are the same to the last bit
/// before saving and after loading, through <see cref="Transform"/> and through a prediction engine.
/// </remarks>
public abstract class CausalTransformer : ITransformer
{
    private readonly ITransformer _chain;

    private protected CausalTransformer(ITransformer chain) => _chain = chain;

    private protected ITransformer Chain => _chain;

    /// <summary>Gets whether rows map to rows one by one: always true.</summary>
    public bool IsRowToRowMapper => _chain.IsRowToRowMapper;

    /// <summary>The schema of what <see cref="Transform"/> gives for data of <paramref name="inputSchema"/>.</summary>
    /// <param name="inputSchema">Schema with the columns that scoring needs.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        CheckScoringColumns(inputSchema);
        return _chain.GetOutputSchema(inputSchema);
    }

    /// <summary>Scores the rows of <paramref name="input"/>, lazily.</summary>
    /// <param name="input">Data with the columns that scoring needs; others pass through.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        CheckScoringColumns(input.Schema);
        return _chain.Transform(input);
    }

    /// <inheritdoc/>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        CheckScoringColumns(inputSchema);
        return _chain.GetRowToRowMapper(inputSchema);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => ((ICanSaveModel)_chain).Save(ctx);

    /// <summary>The weights as they are in the chain.</summary>
    internal ModelArchive ReadArchive(MLContext mlContext) => EmbeddedModel.TryRead(mlContext, (IEnumerable<ITransformer>)_chain)
        ?? throw new InvalidOperationException("The model's chain does not begin with its weights. Load or fit the model anew.");

    private protected abstract void CheckScoringColumns(DataViewSchema schema);
}
