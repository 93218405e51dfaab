// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>A trial before it is run.</summary>
/// <param name="Number">Number of the trial, from 0.</param>
/// <param name="Configuration">Number of its configuration, from 0.</param>
/// <param name="Values">One value per dimension.</param>
/// <param name="Share">Share of the epochs.</param>
/// <param name="Seed">Its seed.</param>
internal sealed record TrialPlan(int Number, int Configuration, double[] Values, double Share, int Seed);
