// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

public sealed partial record AlmMtaOptions : ITrialOptions<AlmMtaOptions>
{
    string? ITrialOptions<AlmMtaOptions>.GroupColumnName => UserColumnName;

    AlmMtaOptions ITrialOptions<AlmMtaOptions>.ForTrial(int seed, int threads, CancellationToken cancellationToken) =>
        this with { Seed = seed, Threads = threads, CancellationToken = cancellationToken, CheckpointFolder = null };
}
