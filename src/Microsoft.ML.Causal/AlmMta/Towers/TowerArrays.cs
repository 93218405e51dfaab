// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Writes a tower's weights as arrays of a model.</summary>
internal static class TowerArrays
{
    /// <summary>One array per parameter.</summary>
    public static IEnumerable<(string Name, int[] Shape, float[] Values)> Write(IEnumerable<Parameter<float>> parameters, string prefix) =>
        parameters.Select(parameter =>
        {
            Shape shape = parameter.Shape;
            int[] extents = shape.Rank == 1 ? [shape.D0] : [shape.D0, shape.D1];
            return (prefix + parameter.Name, extents, (float[])parameter.Values.Clone());
        });
}
