// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Checks what a plan is made from.</summary>
internal static class PolicyInput
{
    private const int MostIntensities = 1024;

    /// <summary>Throws where lengths do not fit each other, or a value has no meaning.</summary>
    public static void Check(
        IReadOnlyList<float> intensities, ReadOnlySpan<float> baseProbability, ReadOnlySpan<float> curves, ReadOnlySpan<int> groups, IReadOnlyList<string>? names)
    {
        ArgumentNullException.ThrowIfNull(intensities);
        if (intensities.Count is 0 or > MostIntensities)
            throw new ArgumentException($"'intensities' must hold 1 to {MostIntensities} values; it holds {intensities.Count}.", nameof(intensities));
        for (int g = 0; g < intensities.Count; g++)
        {
            if (!(intensities[g] > (g == 0 ? 0 : intensities[g - 1]) && float.IsFinite(intensities[g])))
                throw new ArgumentException($"'intensities' must be finite, greater than 0 and rising; element {g} is not.", nameof(intensities));
        }

        if ((long)baseProbability.Length * intensities.Count != curves.Length)
        {
            throw new ArgumentException(
                $"'responseCurves' must hold {intensities.Count} values for each of {baseProbability.Length} rows; it holds {curves.Length}.", "responseCurves");
        }

        RequireProbabilities(baseProbability, nameof(baseProbability));
        RequireProbabilities(curves, "responseCurves");
        if (groups.IsEmpty)
            return;
        MetricInput.SameLength(groups.Length, baseProbability.Length, nameof(groups));
        ArgumentNullException.ThrowIfNull(names, "groupNames");
        foreach (int group in groups)
        {
            if ((uint)group >= (uint)names.Count)
                throw new ArgumentException($"'groups' must hold numbers from 0 to {names.Count - 1}, one for each of 'groupNames'; another was found.", nameof(groups));
        }
    }

    /// <summary>Throws where limits are named for a group that there is not: a misspelt name would lift its budget.</summary>
    public static void RequireGroups(IEnumerable<string> limited, IReadOnlyList<string> names)
    {
        foreach (string name in limited)
        {
            if (!names.Contains(name))
            {
                throw new ArgumentException(
                    $"{nameof(PolicyOptions)}.{nameof(PolicyOptions.GroupLimits)} names group '{name}', which no row has. Leave it out, or correct the name.", nameof(limited));
            }
        }
    }

    private static void RequireProbabilities(ReadOnlySpan<float> values, string name)
    {
        int bad = 0;
        foreach (float value in values)
            bad += value is >= 0 and <= 1 ? 0 : 1;
        if (bad > 0)
            throw new ArgumentException($"'{name}' must hold probabilities, in [0, 1]; {bad} of {values.Length} values are none.", name);
    }
}
