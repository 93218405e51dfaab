// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>A trained ALM-MTA: settings and named arrays, all that scoring needs.</summary>
internal sealed class AlmMtaModel
{
    /// <summary>Takes a model apart or together again.</summary>
    /// <param name="settings">What the arrays mean.</param>
    /// <param name="arrays">Weights by name.</param>
    /// <param name="diagnostics">What was observed in training; null for a model that was loaded.</param>
    public AlmMtaModel(
        AlmMtaModelSettings settings, IReadOnlyList<(string Name, int[] Shape, float[] Values)> arrays, AlmMtaDiagnostics? diagnostics = null)
    {
        Settings = settings;
        Arrays = arrays;
        Diagnostics = diagnostics;
    }

    /// <summary>What the arrays mean.</summary>
    public AlmMtaModelSettings Settings { get; }

    /// <summary>Weights by name.</summary>
    public IReadOnlyList<(string Name, int[] Shape, float[] Values)> Arrays { get; }

    /// <summary>What was observed in training, if this model was trained here.</summary>
    public AlmMtaDiagnostics? Diagnostics { get; }
}
