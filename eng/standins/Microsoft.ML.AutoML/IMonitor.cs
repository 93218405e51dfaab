// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.AutoML;

/// <summary>Hears of trials.</summary>
public interface IMonitor
{
    void ReportRunningTrial(TrialSettings settings);

    void ReportCompletedTrial(TrialResult result);

    void ReportBestTrial(TrialResult result);

    void ReportFailTrial(TrialSettings settings, Exception exception = null);
}
