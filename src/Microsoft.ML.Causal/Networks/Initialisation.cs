// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>First values of parameters.</summary>
internal static class Initialisation
{
    /// <summary>U(±1/√fan_in).</summary>
    public static Parameter<T> Uniform<T>(string name, Shape shape, int fanIn, RandomStream random, double learningRateScale = 1)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var parameter = new Parameter<T>(name, shape) { LearningRateScale = learningRateScale };
        double bound = 1 / Math.Sqrt(fanIn);
        random.FillUniform(parameter.Values.AsSpan(), -bound, bound);
        return parameter;
    }

    /// <summary>Zeros, spared by decoupled decay.</summary>
    public static Parameter<T> Bias<T>(string name, int length, double learningRateScale = 1) where T : unmanaged, IFloatingPointIeee754<T> =>
        new(name, new Shape(length), decays: false) { LearningRateScale = learningRateScale };
}
