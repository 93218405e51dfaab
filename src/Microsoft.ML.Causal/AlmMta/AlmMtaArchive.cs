// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Text.Json;

namespace Microsoft.ML.Causal;

/// <summary>Packs a fitted ALM-MTA model for a model file, and unpacks it.</summary>
internal static class AlmMtaArchive
{
    internal const string Kind = "AlmMta";

    /// <summary>The model as an archive.</summary>
    public static ModelArchive Pack(AlmMtaModel model) => new(Kind, JsonSerializer.Serialize(model.Settings), model.Arrays);

    /// <summary>The model in an archive.</summary>
    /// <exception cref="InvalidDataException">The archive holds another kind of model.</exception>
    public static AlmMtaModel Unpack(ModelArchive archive)
    {
        if (archive.Kind != Kind)
            throw new InvalidDataException($"The model file holds a model of kind '{archive.Kind}' where '{Kind}' is expected.");
        AlmMtaModelSettings settings = JsonSerializer.Deserialize<AlmMtaModelSettings>(archive.Settings)
            ?? throw new InvalidDataException("The model file holds no settings. Train and save the model anew.");
        return new AlmMtaModel(settings, archive.Arrays);
    }
}
