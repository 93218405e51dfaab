// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.AutoML;

public static class AutoMLExperimentExtension
{
    public static AutoMLExperiment SetRandomSearchTuner(this AutoMLExperiment experiment, int? seed = null) =>
        experiment.SetTuner(new RandomSearchTuner(experiment.Settings.SearchSpace, seed ?? experiment.Settings.Seed));
}
