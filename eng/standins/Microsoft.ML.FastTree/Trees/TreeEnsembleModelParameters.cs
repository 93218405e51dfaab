// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>A model made of trees.</summary>
public abstract class TreeEnsembleModelParameters : ModelParametersBase<float>, IScoreModel
{
    private readonly int _features;

    private protected TreeEnsembleModelParameters(IHostEnvironment env, string name, IReadOnlyList<TreeNodes> trees, int features)
        : base(env, name)
    {
        Trees = trees;
        _features = features;
    }

    internal IReadOnlyList<TreeNodes> Trees { get; }

    /// <summary>The root of each feature's total gain, as a share of the greatest.</summary>
    public void GetFeatureWeights(ref VBuffer<float> weights)
    {
        var gains = new double[_features];
        foreach (TreeNodes tree in Trees)
        for (int i = 0; i < tree.Features.Length; i++)
            gains[tree.Features[i]] += tree.Gains[i];
        double most = gains.Append(0).Max();
        weights = new(_features, [.. gains.Select(gain => most > 0 ? (float)Math.Sqrt(Math.Max(gain, 0) / most) : 0)]);
    }

    float IScoreModel.Score(ReadOnlySpan<float> features)
    {
        double sum = 0;
        foreach (TreeNodes tree in Trees)
            sum += tree.Score(features);
        return (float)sum;
    }

    private protected override void SaveCore(ModelSaveContext ctx)
    {
        ctx.Writer.Write(_features);
        ctx.Writer.WriteArray(Trees, tree => tree.Save(ctx.Writer));
    }

    private protected static (int Features, TreeNodes[] Trees) LoadCore(ModelLoadContext ctx)
    {
        int features = ctx.Reader.ReadInt32();
        return (features, ctx.Reader.ReadArray(() => TreeNodes.Load(ctx.Reader)));
    }
}
