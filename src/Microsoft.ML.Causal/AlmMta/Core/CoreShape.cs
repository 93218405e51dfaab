// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Sizes of the inputs of a core.</summary>
/// <param name="Context">dx.</param>
/// <param name="Content">dv; 0 without.</param>
/// <param name="Clusters">Number of clusters; 0 without.</param>
/// <param name="KeyCardinalities">Codes of each key column; column 0 is the item.</param>
/// <param name="Numeric">Number of numeric touch columns.</param>
internal sealed record CoreShape(int Context, int Content, int Clusters, int[] KeyCardinalities, int Numeric)
{
    /// <summary>Products x_i x_k, i ≤ k; 0 for a context so wide that they would outnumber what data can tell.</summary>
    public int Products => Context <= 64 ? Context * (Context + 1) / 2 : 0;

    /// <summary>The sizes that a model was trained with.</summary>
    public static CoreShape Of(AlmMtaModelSettings settings) =>
        new(settings.ContextWidth, settings.ContentWidth, settings.ClusterCount, settings.KeyCardinalities, settings.NumericCount);

    /// <summary>Writes x_i x_k, i ≤ k.</summary>
    public void Expand(ReadOnlySpan<double> x, Span<double> products)
    {
        if (Products == 0)
            return;
        for (int i = 0; i < x.Length; i++)
        {
            ReadOnlySpan<double> others = x[i..];
            Span<double> own = products[..others.Length];
            for (int k = 0; k < own.Length; k++)
                own[k] = x[i] * others[k];
            products = products[own.Length..];
        }
    }
}
