// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.AutoML;

public abstract class ExperimentSettings
{
    public ExperimentSettings()
    {
    }

    public uint MaxExperimentTimeInSeconds { get; set; } = 24 * 60 * 60;
}
