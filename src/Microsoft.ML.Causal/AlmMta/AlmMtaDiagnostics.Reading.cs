// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

public sealed partial record AlmMtaDiagnostics
{
    /// <summary>Gets the number of training journeys that had more than <see cref="AlmMtaOptions.MaxTouchpoints"/> touches and were cut to the most recent.</summary>
    public int ShortenedJourneys { get; init; }

    /// <summary>Gets the number of touches that those lost.</summary>
    public long CutTouches { get; init; }

    /// <summary>Gets the share of training touches whose item has a row in <see cref="AlmMtaOptions.ItemContent"/>, the others fall back to their cluster; null without it.</summary>
    public double? ItemContentShare { get; init; }
}
