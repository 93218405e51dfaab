// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Logged impressions as plain arrays: what the numeric core is trained on.</summary>
internal sealed class UniMvtTrainingData
{
    /// <summary>Takes the arrays as they are; <see cref="UniMvtTrainingDataChecks"/> says whether they can be learned from.</summary>
    /// <param name="features">x, row-major, [n,d].</param>
    /// <param name="featureCount">d; 0 only with categorical columns.</param>
    /// <param name="treated">w, [n].</param>
    /// <param name="intensity">t, [n], 0 exactly when untreated.</param>
    /// <param name="label">y, [n].</param>
    /// <param name="weight">Weights, [n], at least 0; null means 1.</param>
    /// <param name="categories">Codes, one array of length n per categorical column: 0 missing, 1 to cardinality otherwise.</param>
    /// <param name="cardinalities">Number of categories of each categorical column.</param>
    public UniMvtTrainingData(
        float[] features, int featureCount, bool[] treated, float[] intensity, bool[] label, float[]? weight = null,
        int[][]? categories = null, int[]? cardinalities = null)
    {
        Features = features;
        FeatureCount = featureCount;
        Treated = treated;
        Intensity = intensity;
        Label = label;
        Weight = weight;
        Categories = categories ?? [];
        Cardinalities = cardinalities ?? [];
    }

    /// <summary>n.</summary>
    public int Rows => Label.Length;

    /// <summary>d.</summary>
    public int FeatureCount { get; }

    /// <summary>x, row-major, [n,d].</summary>
    public float[] Features { get; }

    /// <summary>Codes by categorical column, then row.</summary>
    public int[][] Categories { get; }

    /// <summary>Number of categories of each categorical column.</summary>
    public int[] Cardinalities { get; }

    /// <summary>w, [n].</summary>
    public bool[] Treated { get; }

    /// <summary>t, [n].</summary>
    public float[] Intensity { get; }

    /// <summary>y, [n].</summary>
    public bool[] Label { get; }

    /// <summary>Weights, [n], or null where all are 1.</summary>
    public float[]? Weight { get; }

    /// <summary>Adds all that a fit reads to the fingerprint of the fit.</summary>
    public void AddTo(Fingerprint hash)
    {
        hash.Add(Features).Add(Treated).Add(Intensity).Add(Label).Add(Weight).Add(Cardinalities).Add([FeatureCount, Categories.Length]);
        foreach (int[] column in Categories)
            hash.Add(column);
    }

    /// <summary>Some of the rows, in the order given.</summary>
    public UniMvtTrainingData Take(ReadOnlySpan<int> rows)
    {
        var features = new float[rows.Length * FeatureCount];
        for (int i = 0; i < rows.Length; i++)
            Features.AsSpan(rows[i] * FeatureCount, FeatureCount).CopyTo(features.AsSpan(i * FeatureCount));

        var categories = new int[Categories.Length][];
        for (int c = 0; c < categories.Length; c++)
            categories[c] = Pick(Categories[c], rows);

        return new(
            features, FeatureCount, Pick(Treated, rows), Pick(Intensity, rows), Pick(Label, rows),
            Weight is null ? null : Pick(Weight, rows), categories, Cardinalities);
    }

    private static TValue[] Pick<TValue>(TValue[] source, ReadOnlySpan<int> rows)
    {
        var picked = new TValue[rows.Length];
        for (int i = 0; i < rows.Length; i++)
            picked[i] = source[rows[i]];
        return picked;
    }
}
