// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Text.Json;

namespace Microsoft.ML.Causal;

/// <summary>What the mapping of a propensity model needs beside the trained models, and what a model file keeps of it.</summary>
/// <param name="Clip">ε.</param>
/// <param name="Weighting">Kind of weight.</param>
/// <param name="TreatedShare">P, share of treated rows in training.</param>
/// <param name="Folds">K.</param>
internal sealed record PropensitySettings(float Clip, PropensityWeighting Weighting, double TreatedShare, int Folds)
{
    internal const string Kind = "Propensity";

    public ModelArchive Pack() => new(Kind, JsonSerializer.Serialize(this), []);

    public static PropensitySettings Unpack(ModelArchive archive) => archive.Kind == Kind
        ? JsonSerializer.Deserialize<PropensitySettings>(archive.Settings)
            ?? throw new InvalidDataException("The model file holds no settings. Train and save the model anew.")
        : throw new InvalidDataException($"The model file holds a model of kind '{archive.Kind}' where '{Kind}' is expected.");
}
