// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Writes a core's parameters as arrays of a model, and reads them back.</summary>
internal static class CoreArrays
{
    /// <summary>One array per group, called <c>{prefix}{group}</c>.</summary>
    public static IEnumerable<(string Name, int[] Shape, float[] Values)> Write(CoreParameters parameters, double[] values, string prefix) =>
        parameters.Groups.Select(group => (prefix + group.Name, new[] { group.Length }, Array.ConvertAll(group.Of(values).ToArray(), value => (float)value)));

    /// <summary>Fills the values of every group.</summary>
    /// <exception cref="InvalidDataException">An array is missing or of the wrong length.</exception>
    public static void Read(CoreParameters parameters, NamedArrays arrays)
    {
        foreach (CoreGroup group in parameters.Groups)
        {
            float[] values = arrays.Get(group.Name).Values;
            if (values.Length != group.Length)
                throw new InvalidDataException($"Array '{group.Name}' of the model should have {group.Length} values, but has {values.Length}.");
            for (int i = 0; i < values.Length; i++)
                parameters.Values[group.Offset + i] = values[i];
        }
    }
}
