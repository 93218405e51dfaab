// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.AutoML;

/// <summary>Runs a trial.</summary>
public interface ITrialRunner : IDisposable
{
    Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct);
}
