// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Finds objectives by name.</summary>
internal static class ObjectiveNames
{
    /// <exception cref="ArgumentException">There is no such objective.</exception>
    public static SweepObjective<TOptions> Find<TOptions>(string name, SweepObjective<TOptions>[] all) where TOptions : class =>
        all.FirstOrDefault(objective => objective.Name == name)
        ?? throw new ArgumentException($"There is no objective '{name}'; take one of {string.Join(", ", all.Select(objective => objective.Name))}.", nameof(name));
}
