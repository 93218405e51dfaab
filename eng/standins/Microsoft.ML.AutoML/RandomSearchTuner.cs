// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>Proposes uniformly random points of the space.</summary>
internal sealed class RandomSearchTuner(SearchSpace.SearchSpace space, int? seed) : ITuner
{
    private readonly Random _random = seed is int value ? new Random(value) : new Random();

    public Parameter Propose(TrialSettings settings) =>
        space.SampleFromFeatureSpace([.. Enumerable.Range(0, space.FeatureSpaceDim).Select(_ => _random.NextDouble())]);

    public void Update(TrialResult result)
    {
    }
}
