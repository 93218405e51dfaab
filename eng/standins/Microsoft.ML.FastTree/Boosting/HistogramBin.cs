// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>What falls into a bin: the sum of gradients, the sum of row weights and the number of rows.</summary>
internal struct HistogramBin
{
    public double Gradient;
    public double Weight;
    public int Count;
}
