// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>A plan, and the rows that it is for.</summary>
/// <param name="Plan">Prices, spend, bound and what becomes of each intensity and group.</param>
/// <param name="Data">The rows with <c>PlannedIntensity</c> (0 = withhold), <c>PlannedGain</c> (v (p(q) − p₀) − cost) and <c>PlannedSpend</c> (cost) added.</param>
public sealed record PlannedPolicy(PolicyPlan Plan, IDataView Data);
