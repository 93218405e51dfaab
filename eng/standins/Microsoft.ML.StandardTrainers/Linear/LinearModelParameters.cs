// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>A weight per feature and a bias.</summary>
public abstract class LinearModelParameters : ModelParametersBase<float>, IScoreModel
{
    private readonly float[] _weights;

    private protected LinearModelParameters(IHostEnvironment env, string name, float[] weights, float bias)
        : base(env, name)
    {
        _weights = weights;
        Bias = bias;
    }

    public IReadOnlyList<float> Weights => _weights;

    public float Bias { get; protected set; }

    float IScoreModel.Score(ReadOnlySpan<float> features)
    {
        float sum = Bias;
        for (int f = 0; f < features.Length; f++)
            sum += _weights[f] * features[f];
        return sum;
    }

    private protected override void SaveCore(ModelSaveContext ctx)
    {
        ctx.Writer.WriteFloats(_weights);
        ctx.Writer.Write(Bias);
    }
}
