// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.AutoML;

public class TrialResult
{
    public TrialSettings TrialSettings { get; set; }

    public ITransformer Model { get; set; }

    /// <summary>Lower is better.</summary>
    public double Loss { get; set; }

    public double Metric { get; set; }

    public double DurationInMilliseconds { get; set; }
}
