// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Samples;

/// <summary>What the sweep sample sweeps, in the words of the command line.</summary>
internal enum SweepSubject
{
    /// <summary>The loss weights λ of UniMVT on coupon logs.</summary>
    Coupons,

    /// <summary>The loss ratios of the printed ALM-MTA on journeys.</summary>
    Attribution,
}
