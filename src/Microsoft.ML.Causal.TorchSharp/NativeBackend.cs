// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Runtime.InteropServices;
using TorchSharp;

namespace Microsoft.ML.Causal;

/// <summary>Loads TorchSharp's native library, and says what to do where that fails.</summary>
internal static class NativeBackend
{
    /// <summary>The packages that hold CUDA.</summary>
    public const string CudaPackages = "the package TorchSharp-cuda-windows or TorchSharp-cuda-linux";

    /// <summary>Loads the library once; later calls return at once.</summary>
    /// <remarks>
    /// TorchSharp would load it too, with the same calls. Where they fail it goes on to copy packages of several hundred megabytes beside
    /// the application, prints its trace on the console, and leaves out what the system's loader said.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The library is missing or cannot be loaded.</exception>
    public static void Load()
    {
        NativeLibrary.TryLoad("torch_cpu", typeof(torch).Assembly, null, out _);
        try
        {
            NativeLibrary.Load("LibTorchSharp", typeof(torch).Assembly, null);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            throw new InvalidOperationException(
                $"TorchSharp's native library could not be loaded; the system's loader says: {Cause(error.Message)}. It is in the packages TorchSharp-cpu, " +
                "TorchSharp-cuda-windows and TorchSharp-cuda-linux, of which the application's project references one, in the version of its TorchSharp, " +
                $"such as <PackageReference Include=\"TorchSharp-cpu\" Version=\"{Version}\" />.",
                error);
        }
    }

    /// <summary>Number of GPUs; 0 where the native library has no CUDA or the machine none.</summary>
    public static int CudaDevices() => torch.cuda.is_available() ? torch.cuda.device_count() : 0;

    private static string Version => typeof(torch).Assembly.GetName().Version?.ToString(3) ?? "";

    /// <summary>The line that says why: on Linux the loader lists every place where it looked for the name, and the cause among them.</summary>
    private static string Cause(string message)
    {
        string[] lines = message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return lines.Skip(1).FirstOrDefault(line => !line.Contains("LibTorchSharp: cannot open", StringComparison.Ordinal) && !line.Contains("LibTorchSharp.so: cannot open", StringComparison.Ordinal))
            ?? lines[0].Split(". ")[0];
    }
}
