// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>A trained UniMVT: settings and named arrays, all that scoring needs.</summary>
internal sealed class UniMvtModel
{
    /// <summary>Takes a model apart or together again.</summary>
    /// <param name="settings">What the arrays mean.</param>
    /// <param name="arrays">Weights by name; those of ensemble member k begin with <c>member{k}.</c></param>
    /// <param name="diagnostics">What was observed in training; null for a model that was loaded.</param>
    public UniMvtModel(
        UniMvtModelSettings settings, IReadOnlyList<(string Name, int[] Shape, float[] Values)> arrays, UniMvtDiagnostics? diagnostics = null)
    {
        Settings = settings;
        Arrays = arrays;
        Diagnostics = diagnostics;
    }

    /// <summary>What the arrays mean.</summary>
    public UniMvtModelSettings Settings { get; }

    /// <summary>Weights by name.</summary>
    public IReadOnlyList<(string Name, int[] Shape, float[] Values)> Arrays { get; }

    /// <summary>What was observed in training, if this model was trained here.</summary>
    public UniMvtDiagnostics? Diagnostics { get; }

    /// <summary>The same model with another rule for what it recommends.</summary>
    public UniMvtModel With(RowPolicy policy) => new(Settings.With(policy), Arrays, Diagnostics);
}
