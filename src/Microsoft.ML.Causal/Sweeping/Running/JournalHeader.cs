// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Microsoft.ML.Causal;

/// <summary>First line of a journal: what decides the trials of a sweep, times apart.</summary>
internal sealed record JournalHeader
{
    /// <summary>Gets the mark of a journal.</summary>
    public string Journal { get; init; } = "Microsoft.ML.Causal sweep, version 1";

    /// <summary>Gets the dimensions.</summary>
    public required string Space { get; init; }

    /// <summary>Gets the name of the options record and a SHA-256 of the base options, seed and threads apart.</summary>
    public required string Options { get; init; }

    /// <summary>Gets columns and number of the rows, and how they are split.</summary>
    public required string Data { get; init; }

    /// <summary>Gets the tuner and its settings.</summary>
    public required string Tuner { get; init; }

    /// <summary>Gets the halving, or the size of rounds without, and what comes first.</summary>
    public required string Rounds { get; init; }

    /// <summary>Gets the names of the objectives; the first is the one that counts.</summary>
    public required string Objectives { get; init; }

    /// <summary>Gets the seed.</summary>
    public required string Seed { get; init; }

    /// <summary>The header of a sweep.</summary>
    public static JournalHeader Of<TOptions>(TOptions options, SweepSpace<TOptions> space, SweepOptions<TOptions> sweep, string data, int seed)
        where TOptions : class, ITrialOptions<TOptions> => new()
    {
        Space = string.Join("; ", space.Dimensions),
        Options = $"{typeof(TOptions).Name} {Hash(options)}",
        Data = data,
        Tuner = sweep.Tuner.ToString(),
        Rounds = (sweep.Halving is { } halving ? halving.Describe() : $"{sweep.RoundSize} trials") + (sweep.TryBase ? ", the base options first" : ""),
        Objectives = string.Join(", ", sweep.Also.Prepend(sweep.Objective).Select(objective => objective.Name)),
        Seed = $"{seed}",
    };

    /// <summary>Names and values of what differs from <paramref name="other"/>.</summary>
    public IEnumerable<(string Part, string This, string Other)> Differences(JournalHeader other) =>
        from part in (IEnumerable<(string Name, Func<JournalHeader, string> Value)>)
        [
            ("version", header => header.Journal), ("space", header => header.Space), ("base options", header => header.Options),
            ("data", header => header.Data), ("tuner", header => header.Tuner), ("rounds", header => header.Rounds),
            ("objectives", header => header.Objectives), ("seed", header => header.Seed),
        ]
        where part.Value(this) != part.Value(other)
        select (part.Name, part.Value(this), part.Value(other));

    private static string Hash<TOptions>(TOptions options) where TOptions : class, ITrialOptions<TOptions>
    {
        string text = JsonSerializer.Serialize(options.ForTrial(0, 1, CancellationToken.None), JournalFormat.Json);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
