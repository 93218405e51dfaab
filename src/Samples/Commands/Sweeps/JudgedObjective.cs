// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Samples;

/// <summary>An objective of base and best options on rows that no trial has seen.</summary>
/// <param name="Name">The objective.</param>
/// <param name="IsValidityCheck">Whether it says that effects are right.</param>
/// <param name="Base">With the base options.</param>
/// <param name="Best">With the best ones.</param>
internal sealed record JudgedObjective(string Name, bool IsValidityCheck, double Base, double Best);
