// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Which keys the paper's contrastive loss has.</summary>
public enum AlmMtaContrast
{
    /// <summary>None.</summary>
    None,

    /// <summary>The keys of the batch (the paper's appendix A.3).</summary>
    InBatch,

    /// <summary>The keys of the batch, and those of earlier batches in a queue.</summary>
    InBatchAndQueue,

    /// <summary>The own key from a slowly moving encoder, against a queue of such keys (the paper's section 5.5).</summary>
    Momentum,
}
