// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Samples;

/// <summary>Where networks are trained, in the words of the command line.</summary>
internal enum EngineChoice
{
    /// <summary>On the processor, with managed code.</summary>
    Managed,

    /// <summary>On the processor, with TorchSharp.</summary>
    Torch,

    /// <summary>On the first GPU, with TorchSharp.</summary>
    Cuda,
}
