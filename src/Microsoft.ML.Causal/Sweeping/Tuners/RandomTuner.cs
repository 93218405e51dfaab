// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Random search by a scrambled Halton sequence, which fills the space more evenly than independent draws.</summary>
public sealed record RandomTuner : SweepTuner
{
    internal override double[][] Propose(TunerHistory history, int count)
    {
        var sequence = new HaltonSequence(history.Dimensions.Count, history.Seed);
        var points = new double[count][];
        for (int i = 0; i < count; i++)
        {
            points[i] = sequence.Point(history.Proposed + i);
            SweepPoints.Deactivate(history.Dimensions, points[i]);
        }

        return points;
    }

    internal override void Validate()
    {
    }
}
