// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

public sealed partial record AlmMtaOptions
{
    /// <summary>
    /// Gets P(code | Z=1) by proxy code, from an audit; null (default) estimates it from touches with an exact match, or without such
    /// a column from the touches of the items with the highest proxy rates.
    /// </summary>
    public IReadOnlyList<double>? EmissionWhenInspired { get; init; }

    /// <summary>Gets P(code | Z=0) by proxy code, from an audit; null (default) estimates it from the items with the lowest proxy rates.</summary>
    public IReadOnlyList<double>? EmissionWhenNot { get; init; }

    /// <summary>Gets the share of items, those of the lowest smoothed proxy rate, that P(code | Z=0) is estimated from. Range (0, 0.5]. Default 0.03.</summary>
    public double LowestItemShare { get; init; } = 0.03;

    /// <summary>Gets the number of codes that a proxy which is no small whole number is bucketed into, by quantiles. Range 2 to 32. Default 5.</summary>
    public int ProxyBuckets { get; init; } = 5;

    /// <summary>
    /// Gets P(Y=1 | proxy code) above which a proxy counts as recorded after the outcome, an error. Range (0, 1]; 1 turns the check
    /// off. Default 0.95.
    /// </summary>
    public double LargestProxyOutcomeRate { get; init; } = 0.95;

    /// <summary>Gets the number of residual quantiles that stand for t' given x. Range 1 to 99. Default 9.</summary>
    public int ResidualQuantiles { get; init; } = 9;

    /// <summary>Gets the ridge penalty of the regression of the outcome tower on x. Range [0, ∞). Default 10.</summary>
    public double MarginalRidge { get; init; } = 10;
}
