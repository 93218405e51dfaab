// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>The training rows of one arm, standardised, in the element type of training.</summary>
/// <typeparam name="T">Element type.</typeparam>
internal sealed class UniMvtArm<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Takes the arrays as they are.</summary>
    /// <param name="features">z, [n,d].</param>
    /// <param name="featureCount">d.</param>
    /// <param name="label">y, [n].</param>
    /// <param name="intensity">t, [n].</param>
    /// <param name="tier">Index of the nearest tier, [n].</param>
    /// <param name="weight">Weights of mean 1 over both arms, or null.</param>
    /// <param name="categories">Codes by categorical input, then row.</param>
    /// <param name="intensityTarget">Targets of the intensity head that differ from what was observed: t, [n], or shares of the tiers, [n,tiers].</param>
    public UniMvtArm(
        T[] features, int featureCount, T[] label, T[] intensity, int[] tier, T[]? weight, int[][] categories, T[]? intensityTarget = null)
    {
        Features = features;
        FeatureCount = featureCount;
        Label = label;
        Intensity = intensity;
        Tier = tier;
        Weight = weight;
        Categories = categories;
        IntensityTarget = intensityTarget ?? [];
    }

    /// <summary>Number of rows.</summary>
    public int Rows => Label.Length;

    /// <summary>d.</summary>
    public int FeatureCount { get; }

    /// <summary>Number of categorical inputs.</summary>
    public int CategoricalCount => Categories.Length;

    /// <summary>z, [n,d].</summary>
    public T[] Features { get; }

    /// <summary>Codes by categorical input, then row.</summary>
    public int[][] Categories { get; }

    /// <summary>y, [n].</summary>
    public T[] Label { get; }

    /// <summary>t, [n].</summary>
    public T[] Intensity { get; }

    /// <summary>Index of the nearest tier, [n].</summary>
    public int[] Tier { get; }

    /// <summary>Weights of mean 1 over both arms, or null where all are 1.</summary>
    public T[]? Weight { get; }

    /// <summary>Targets of the intensity head, [n] or [n,tiers]; empty where they are what was observed.</summary>
    public T[] IntensityTarget { get; }

    /// <summary>The same rows with other targets and weights.</summary>
    public UniMvtArm<T> With(T[] label, T[]? weight, T[] intensityTarget) =>
        new(Features, FeatureCount, label, Intensity, Tier, weight, Categories, intensityTarget);

    /// <summary>Picks the rows of one arm.</summary>
    /// <param name="data">All rows.</param>
    /// <param name="treated">Which arm.</param>
    /// <param name="standardiser">Brings features to mean 0 and deviation 1.</param>
    /// <param name="tiers">Typical intensities, rising.</param>
    public static UniMvtArm<T> Of(UniMvtTrainingData data, bool treated, Standardiser standardiser, ReadOnlySpan<float> tiers)
    {
        int n = data.Treated.Count(w => w == treated), d = data.FeatureCount, row = 0;
        var arm = new UniMvtArm<T>(
            new T[n * d], d, new T[n], new T[n], new int[n], data.Weight is null ? null : new T[n],
            [.. data.Categories.Select(_ => new int[n])]);

        // Weights of mean 1 keep the learning rate's meaning.
        double scale = data.Weight is null ? 1 : data.Rows / data.Weight.Sum(weight => (double)weight);
        Span<float> z = new float[d];
        for (int i = 0; i < data.Rows; i++)
        {
            if (data.Treated[i] != treated)
                continue;

            standardiser.Apply(data.Features.AsSpan(i * d, d), z);
            for (int j = 0; j < d; j++)
                arm.Features[row * d + j] = T.CreateChecked(z[j]);
            arm.Label[row] = data.Label[i] ? T.One : T.Zero;
            arm.Intensity[row] = T.CreateChecked(data.Intensity[i]);
            arm.Tier[row] = IntensityTiers.Nearest(tiers, data.Intensity[i]);
            if (arm.Weight is not null)
                arm.Weight[row] = T.CreateChecked(data.Weight![i] * scale);
            for (int c = 0; c < arm.Categories.Length; c++)
                arm.Categories[c][row] = data.Categories[c][i];
            row++;
        }

        return arm;
    }
}
