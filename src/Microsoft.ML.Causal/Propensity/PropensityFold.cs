// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>The fold of a row: a hash of its features, the same in every process.</summary>
internal static class PropensityFold
{
    public static int Of(in VBuffer<float> features, int folds)
    {
        // Sparse and dense rows of equal content must agree: zeros are left out, and every other value counts with its slot.
        ulong hash = 14695981039346656037;
        ReadOnlySpan<float> values = features.GetValues();
        ReadOnlySpan<int> indices = features.IsDense ? default : features.GetIndices();
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] == 0)
                continue;
            hash = (hash ^ (uint)(features.IsDense ? i : indices[i])) * 1099511628211;
            hash = (hash ^ BitConverter.SingleToUInt32Bits(values[i])) * 1099511628211;
        }

        // The product's low bits mix poorly; a final avalanche spreads every bit (SplitMix64).
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EB;
        return (int)((hash ^ (hash >> 31)) % (ulong)folds);
    }
}
