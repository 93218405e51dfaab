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

    /// <summary>Draws every bias from U(±1/√fan_in) of its layer, whose weight has the same name but for the ending.</summary>
    /// <param name="parameters">A network's.</param>
    /// <param name="except">The one that keeps its value, or null.</param>
    /// <param name="random">Draws.</param>
    public static void UniformBiases<T>(IReadOnlyList<Parameter<T>> parameters, Parameter<T>? except, RandomStream random)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (Parameter<T> weight in parameters.Where(p => p.Name.EndsWith(".weight", StringComparison.Ordinal)))
        {
            Parameter<T>? bias = parameters.FirstOrDefault(p => p.Name == string.Concat(weight.Name.AsSpan(0, weight.Name.Length - 7), ".bias"));
            double bound = 1 / Math.Sqrt(weight.Shape.Columns);
            if (bias is not null && bias != except)
                random.FillUniform(bias.Values.AsSpan(), -bound, bound);
        }
    }

    /// <summary>Zeros, spared by decoupled decay.</summary>
    public static Parameter<T> Bias<T>(string name, int length, double learningRateScale = 1) where T : unmanaged, IFloatingPointIeee754<T> =>
        new(name, new Shape(length), decays: false) { LearningRateScale = learningRateScale };
}
