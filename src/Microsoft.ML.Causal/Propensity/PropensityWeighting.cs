// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>How a propensity e(x) becomes the weight of a row with treatment w.</summary>
public enum PropensityWeighting
{
    /// <summary>No weight.</summary>
    None,

    /// <summary>w/e + (1 − w)/(1 − e): both arms stand for all rows. Large where overlap is poor.</summary>
    Inverse,

    /// <summary>w·P/e + (1 − w)(1 − P)/(1 − e), P the share of treated rows: as <see cref="Inverse"/>, with a mean near 1.</summary>
    Stabilised,

    /// <summary>
    /// w(1 − e) + (1 − w)e (Li, Morgan and Zaslavsky 2018): in [0, 1], most on rows that could have gone either way. The effect is then that
    /// of those rows, not of all.
    /// </summary>
    Overlap,
}
