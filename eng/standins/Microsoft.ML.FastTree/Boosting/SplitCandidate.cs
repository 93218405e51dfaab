// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>The best way to split a node: rows whose bin of the feature is at most the given one go left.</summary>
internal readonly record struct SplitCandidate(int Feature, int Bin, double Gain)
{
    public static readonly SplitCandidate None = new(-1, -1, double.NegativeInfinity);

    public bool IsNone => Feature < 0;
}
