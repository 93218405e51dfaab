// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Samples;

/// <summary>What proposes trials, in the words of the command line.</summary>
internal enum SweepTunerName
{
    /// <summary>A Gaussian process of the results so far.</summary>
    Bayesian,

    /// <summary>Scrambled Halton points.</summary>
    Random,

    /// <summary>Combinations of three values each, in random order.</summary>
    Grid,
}
