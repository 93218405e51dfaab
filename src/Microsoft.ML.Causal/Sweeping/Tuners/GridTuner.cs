// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>All combinations of a few values of each dimension, in random order, so that a sweep that ends early has seen all of the space.</summary>
public sealed record GridTuner : SweepTuner
{
    private const int Most = 100_000;

    /// <summary>Gets the number of values of a dimension, both ends among them; choices take all of theirs. Range [1, ∞); 1 takes the middle. Default 5.</summary>
    public int Points { get; init; } = 5;

    internal override double[][] Propose(TunerHistory history, int count)
    {
        double[][] grid = Grid(history.Dimensions);
        new RandomStream(history.Seed, "grid").Shuffle(grid.AsSpan());
        return [.. grid.Skip(history.Proposed).Take(count)];
    }

    internal override void Validate() => Require(Points >= 1, nameof(Points), Points, "at least 1");

    private double[][] Grid(IReadOnlyList<SweepDimension> dimensions)
    {
        List<double[]> grid = [[]];
        for (int d = 0; d < dimensions.Count; d++)
        {
            double[] units = Units(dimensions[d]);
            SweepDimension[] first = [.. dimensions.Take(d + 1)];
            var longer = new List<double[]>();
            foreach (double[] start in grid)
            {
                double[] point = [.. start, units[0]];
                SweepPoints.Deactivate(first, point);
                // A dimension that is not active has one value only.
                longer.AddRange(double.IsNaN(point[d]) ? [point] : units.Select(unit => (double[])[.. start, unit]));
                if (longer.Count > Most)
                    throw new InvalidOperationException($"The grid has more than {Most} points. Take fewer values of each dimension ({nameof(GridTuner)}.{nameof(Points)}), or another tuner.");
            }

            grid = longer;
        }

        return [.. grid];
    }

    private double[] Units(SweepDimension dimension)
    {
        if (dimension.Levels > 0 && (dimension.Scale == SweepScale.Choice || dimension.Levels <= Points))
            return [.. Enumerable.Range(0, (int)dimension.Levels).Select(level => dimension.Unit(dimension.Low + level))];
        return Points == 1 ? [0.5] : [.. Enumerable.Range(0, Points).Select(i => (double)i / (Points - 1))];
    }
}
