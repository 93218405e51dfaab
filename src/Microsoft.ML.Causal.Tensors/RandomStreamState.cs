// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Where a <see cref="RandomStream"/> stands: the four words of xoshiro256**, and the normal number drawn ahead.</summary>
/// <param name="S0">First word.</param>
/// <param name="S1">Second word.</param>
/// <param name="S2">Third word.</param>
/// <param name="S3">Fourth word.</param>
/// <param name="Spare">Second number of the last pair of normal numbers; NaN where it has been drawn.</param>
public readonly record struct RandomStreamState(ulong S0, ulong S1, ulong S2, ulong S3, double Spare);
