// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Tests.Conformance;

/// <summary>An estimator that changes nothing and remembers the shape a chain showed it; there is no public way to make one.</summary>
internal sealed class ShapeSpy(MLContext mlContext) : IEstimator<ITransformer>
{
    public SchemaShape? Seen { get; private set; }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Seen = inputSchema;
        return inputSchema;
    }

    public ITransformer Fit(IDataView input) => mlContext.Transforms.CopyColumns("Spied", input.Schema[0].Name).Fit(input);

    /// <summary>The column of that name; the last one where several have it.</summary>
    public SchemaShape.Column this[string name] => Seen!.Last(column => column.Name == name);
}
