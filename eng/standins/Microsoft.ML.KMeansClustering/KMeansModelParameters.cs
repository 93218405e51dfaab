// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>The centroids of clusters.</summary>
public sealed class KMeansModelParameters : ModelParametersBase<VBuffer<float>>, IVectorScoreModel
{
    private readonly float[][] _centroids;

    internal KMeansModelParameters(IHostEnvironment env, float[][] centroids)
        : base(env, nameof(KMeansModelParameters)) => _centroids = centroids;

    int IVectorScoreModel.ScoreCount => _centroids.Length;

    public void GetClusterCentroids(ref VBuffer<float>[] centroids, out int k)
    {
        k = _centroids.Length;
        centroids = [.. _centroids.Select(centroid => new VBuffer<float>(centroid.Length, [.. centroid]))];
    }

    void IVectorScoreModel.Score(ReadOnlySpan<float> features, Span<float> scores)
    {
        for (int i = 0; i < _centroids.Length; i++)
            scores[i] = (float)KMeansCore.Distance(features, _centroids[i]);
    }

    internal static KMeansModelParameters Load(IHostEnvironment env, ModelLoadContext ctx) =>
        new(env, ctx.Reader.ReadArray(() => ctx.Reader.ReadFloats()));

    private protected override void SaveCore(ModelSaveContext ctx) => ctx.Writer.WriteArray(_centroids, centroid => ctx.Writer.WriteFloats(centroid));
}
