// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.AutoML;

namespace Microsoft.ML.Causal.Samples;

/// <summary>Writes a line for every trial.</summary>
internal sealed class TrialLines(TextWriter output) : IMonitor
{
    public void ReportRunningTrial(TrialSettings settings)
    {
    }

    public void ReportCompletedTrial(TrialResult result) => output.WriteLine(FormattableString.Invariant(
        $"trial {result.TrialSettings.TrialId}: log-loss {result.Metric:F5}, {result.DurationInMilliseconds / 1000:F1} s"));

    public void ReportBestTrial(TrialResult result)
    {
    }

    public void ReportFailTrial(TrialSettings settings, Exception? exception = null) =>
        output.WriteLine($"trial {settings.TrialId} failed: {exception?.Message}");
}
