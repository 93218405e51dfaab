// Licensed under the MIT licence; see LICENSE in the repository root.

using System.CommandLine;

namespace Microsoft.ML.Causal.Samples;

/// <summary>The option of the commands that train.</summary>
internal static class EngineOption
{
    public static Option<EngineChoice> New() =>
        new("--engine") { Description = "What trains networks: managed, torch or cuda. The last two need -p:TorchSharpNative=Cpu, CudaWindows or CudaLinux before the --." };

    /// <summary>The engine; null for the default one.</summary>
    /// <exception cref="InvalidOperationException">TorchSharp's native library, or CUDA, is not there.</exception>
    public static TrainingEngine? Create(this EngineChoice choice) => choice switch
    {
        EngineChoice.Torch => TorchSharpEngine.Cpu(),
        EngineChoice.Cuda => TorchSharpEngine.Cuda(),
        _ => null,
    };
}
