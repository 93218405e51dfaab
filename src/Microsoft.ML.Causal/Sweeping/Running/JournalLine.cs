// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Text.Json;

namespace Microsoft.ML.Causal;

/// <summary>A trial as a line of a journal.</summary>
internal sealed record JournalLine
{
    public required int Trial { get; init; }

    public required int Configuration { get; init; }

    public required double Share { get; init; }

    public int? Epochs { get; init; }

    public required int Seed { get; init; }

    /// <summary>Gets the options of active dimensions: numbers, and choices by their names.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Options { get; init; }

    public required TrialStatus Status { get; init; }

    public string? Message { get; init; }

    public required IReadOnlyList<double> Folds { get; init; }

    public required IReadOnlyList<double> Also { get; init; }

    public required double Seconds { get; init; }

    public static JournalLine Of(SweepTrial trial, IReadOnlyList<SweepDimension> dimensions) => new()
    {
        Trial = trial.Number,
        Configuration = trial.Configuration,
        Share = trial.Share,
        Epochs = trial.Epochs,
        Seed = trial.Seed,
        Options = dimensions.Zip(trial.Values).Where(option => !double.IsNaN(option.Second)).ToDictionary(
            option => option.First.Name,
            option => option.First.Scale == SweepScale.Choice
                ? JsonSerializer.SerializeToElement(option.First.Format(option.Second))
                : JsonSerializer.SerializeToElement(option.Second)),
        Status = trial.Status,
        Message = trial.Message,
        Folds = trial.Folds,
        Also = trial.Also,
        Seconds = trial.Seconds,
    };

    /// <exception cref="FormatException">It has an option or a choice that the space has not.</exception>
    public SweepTrial ToTrial(IReadOnlyList<SweepDimension> dimensions)
    {
        if (Options.Keys.Except(dimensions.Select(dimension => dimension.Name)).FirstOrDefault() is { } unknown)
            throw new FormatException($"The space has no option {unknown}.");
        return new()
        {
            Number = Trial,
            Configuration = Configuration,
            Share = Share,
            Epochs = Epochs,
            Seed = Seed,
            Values = [.. dimensions.Select(dimension => Options.TryGetValue(dimension.Name, out JsonElement value) ? Value(dimension, value) : double.NaN)],
            Status = Status,
            Message = Message,
            Folds = Folds,
            Also = Also,
            Seconds = Seconds,
        };
    }

    private static double Value(SweepDimension dimension, JsonElement value)
    {
        if (dimension.Scale != SweepScale.Choice)
            return value.ValueKind == JsonValueKind.Number ? value.GetDouble() : throw new FormatException($"{dimension.Name} is no number.");
        int choice = value.ValueKind == JsonValueKind.String ? dimension.Choices.ToList().IndexOf(value.GetString()!) : -1;
        return choice >= 0 ? choice : throw new FormatException($"{dimension.Name} has no such choice.");
    }
}
