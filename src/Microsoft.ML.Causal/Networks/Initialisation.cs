// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>First values of parameters.</summary>
internal static class Initialisation
{
    /// <summary>U(±1/√fan_in).</summary>
    public static Parameter<T> Uniform<T>(string name, Shape shape, int fanIn, Random random) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var parameter = new Parameter<T>(name, shape);
        double bound = 1 / Math.Sqrt(fanIn);
        foreach (ref T value in parameter.Values.AsSpan())
            value = T.CreateChecked((2 * random.NextDouble() - 1) * bound);
        return parameter;
    }

    /// <summary>N(0, deviation²), by Box and Muller.</summary>
    public static void Normal<T>(Parameter<T> parameter, double deviation, Random random) where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (ref T value in parameter.Values.AsSpan())
        {
            double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            value = T.CreateChecked(deviation * radius * Math.Cos(2 * Math.PI * random.NextDouble()));
        }
    }

    /// <summary>Zeros, spared by decoupled decay.</summary>
    public static Parameter<T> Bias<T>(string name, int length) where T : unmanaged, IFloatingPointIeee754<T> =>
        new(name, new Shape(length), decays: false);
}
