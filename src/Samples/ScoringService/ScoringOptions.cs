// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.ScoringService;

/// <summary>Settings of the service: the section <c>Scoring</c> of appsettings.json, variables <c>Scoring__…</c>, arguments <c>--Scoring:…</c>.</summary>
internal sealed record ScoringOptions
{
    public const string Section = "Scoring";

    /// <summary>Gets the path of the UniMVT model (.zip) behind <c>/coupons/recommend</c>; null (default) leaves that address out.</summary>
    public string? Coupons { get; init; }

    /// <summary>Gets the path of the ALM-MTA model (.zip) behind <c>/attribution/explain</c>; null (default) leaves that address out.</summary>
    public string? Attribution { get; init; }

    /// <summary>Gets the largest size of a request's body, in bytes. Range 1 to 1 GiB. Default 1 MiB.</summary>
    public int MaxBodyBytes { get; init; } = 1 << 20;

    /// <summary>Gets the largest number of rows of a request. Range [1, ∞). Default 1,000.</summary>
    public int MaxRows { get; init; } = 1000;

    /// <summary>Gets the largest number of touches of a journey. Range [1, ∞). Default 256.</summary>
    /// <remarks>A model looks at its own number of most recent touches, whatever the limit here.</remarks>
    public int MaxTouches { get; init; } = 256;

    /// <summary>
    /// Gets whether model files are looked at every four seconds, instead of waiting for the file system to tell. Default false.
    /// Needed where it does not tell: on network drives, and on volumes that swap a symbolic link.
    /// </summary>
    public bool Poll { get; init; }

    public ScoringOptions Validated()
    {
        Require(Coupons is not null || Attribution is not null,
            $"name a model file by {nameof(Coupons)}, {nameof(Attribution)} or both; neither is set.");
        Require(MaxBodyBytes is >= 1 and <= 1 << 30, $"{nameof(MaxBodyBytes)} must be 1 to {1 << 30}, but is {MaxBodyBytes}.");
        Require(MaxRows >= 1, $"{nameof(MaxRows)} must be at least 1, but is {MaxRows}.");
        Require(MaxTouches >= 1, $"{nameof(MaxTouches)} must be at least 1, but is {MaxTouches}.");
        return this;
    }

    private static void Require(bool isGood, string problem)
    {
        if (!isGood)
            throw new ArgumentException($"Settings {Section}: {problem}");
    }
}
