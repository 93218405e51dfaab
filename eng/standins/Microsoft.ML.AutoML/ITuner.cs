// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>Proposes trials.</summary>
public interface ITuner
{
    Parameter Propose(TrialSettings settings);

    void Update(TrialResult result);
}
