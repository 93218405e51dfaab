// Licensed under the MIT licence; see LICENSE in the repository root.

using TorchSharp;

namespace Microsoft.ML.Causal;

/// <summary>Trains with TorchSharp, on an NVIDIA GPU or on the processor.</summary>
/// <remarks>
/// The same networks, losses and update rules as with the managed engine; values and gradients agree within the rounding of the element
/// type. The fitted model is the same kind of file, and scoring it needs no TorchSharp. The native library is not part of this package:
/// the application references <c>TorchSharp-cpu</c>, <c>TorchSharp-cuda-windows</c> or <c>TorchSharp-cuda-linux</c>, of the version of
/// its TorchSharp. TorchSharp draws no random number here. On the processor a fit repeats to the last bit with the same seed, machine
/// and number of TorchSharp's threads; on a GPU sums may be added in another order.
/// </remarks>
public sealed class TorchSharpEngine : TrainingEngine
{
    private TorchSharpEngine(torch.Device device) => Device = device;

    /// <summary>Gets where tensors live, such as <c>cpu</c> or <c>cuda:0</c>.</summary>
    public string DeviceName => Device.ToString();

    internal torch.Device Device { get; }

    /// <summary>Makes an engine on the processor; it needs the package <c>TorchSharp-cpu</c> or one of the CUDA packages.</summary>
    /// <exception cref="InvalidOperationException">TorchSharp's native library is missing or cannot be loaded.</exception>
    public static TorchSharpEngine Cpu()
    {
        NativeBackend.Load();
        return new(torch.CPU);
    }

    /// <summary>Makes an engine on a GPU; it needs the package <c>TorchSharp-cuda-windows</c> or <c>TorchSharp-cuda-linux</c>.</summary>
    /// <param name="index">Which GPU, from 0 (default) to their number − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such GPU.</exception>
    /// <exception cref="InvalidOperationException">CUDA, or TorchSharp's native library, is missing or cannot be loaded.</exception>
    public static TorchSharpEngine Cuda(int index = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        NativeBackend.Load();
        int devices = NativeBackend.CudaDevices();
        if (devices == 0)
            throw new InvalidOperationException(
                $"CUDA is not available to TorchSharp. It needs an NVIDIA GPU with its driver, and {NativeBackend.CudaPackages} instead of TorchSharp-cpu. " +
                $"{nameof(TorchSharpEngine)}.{nameof(Best)}() takes the processor where there is no CUDA.");
        if (index >= devices)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"TorchSharp sees {devices} CUDA device(s), numbered from 0 to {devices - 1}.");
        return new(torch.device(DeviceType.CUDA, index));
    }

    /// <summary>Makes an engine on the first GPU, or on the processor where CUDA is not available.</summary>
    /// <exception cref="InvalidOperationException">TorchSharp's native library is missing or cannot be loaded.</exception>
    public static TorchSharpEngine Best()
    {
        NativeBackend.Load();
        return NativeBackend.CudaDevices() > 0 ? Cuda() : Cpu();
    }

    /// <inheritdoc/>
    public override Tape<T> CreateTape<T>(IReadOnlyList<Parameter<T>> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return new TorchTape<T>(parameters, Device);
    }

    /// <inheritdoc/>
    public override Optimizer<T> CreateOptimizer<T>(Tape<T> tape, OptimizerOptions options)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(options);
        if (tape is not TorchTape<T> recorded)
            throw new ArgumentException($"{nameof(TorchSharpEngine)} expects a tape that it made, got {tape.GetType().Name}.", nameof(tape));
        return new TorchOptimizer<T>(recorded, options.Validated());
    }
}
