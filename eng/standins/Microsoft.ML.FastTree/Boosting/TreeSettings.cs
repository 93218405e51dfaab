// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>What growing a tree depends on.</summary>
internal sealed record TreeSettings(int MostLeaves, int LeastRowsPerLeaf, double FeatureFractionPerSplit);
