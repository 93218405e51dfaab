// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

public sealed partial record UniMvtOptions : ITrialOptions<UniMvtOptions>
{
    string? ITrialOptions<UniMvtOptions>.GroupColumnName => null;

    UniMvtOptions ITrialOptions<UniMvtOptions>.ForTrial(int seed, int threads, CancellationToken cancellationToken) =>
        this with { Seed = seed, Threads = threads, CancellationToken = cancellationToken, CheckpointFolder = null };
}
