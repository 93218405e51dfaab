// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Runtime.InteropServices;
using TorchSharp;

namespace Microsoft.ML.Causal;

/// <summary>Copies numbers between arrays and tensors on any device.</summary>
internal static class TensorTransfer
{
    /// <summary>The element type of <typeparamref name="T"/>.</summary>
    public static torch.ScalarType TypeOf<T>() =>
        typeof(T) == typeof(float) ? torch.ScalarType.Float32
        : typeof(T) == typeof(double) ? torch.ScalarType.Float64
        : throw new NotSupportedException($"{nameof(TorchSharpEngine)} trains in float and double, not in {typeof(T).Name}.");

    /// <summary>The extents of a shape, as TorchSharp takes them.</summary>
    public static long[] Extents(this Shape shape) => shape.Rank switch
    {
        1 => [shape.D0],
        2 => [shape.D0, shape.D1],
        _ => [shape.D0, shape.D1, shape.D2],
    };

    /// <summary>A tensor of the values, row-major.</summary>
    public static torch.Tensor Create<T>(ReadOnlySpan<T> values, long[] extents, torch.ScalarType type, torch.Device device)
        where T : unmanaged
    {
        torch.Tensor here = torch.empty(extents, type, torch.CPU);
        MemoryMarshal.AsBytes(values).CopyTo(here.bytes);
        return device.type == DeviceType.CPU ? here : here.to(device);
    }

    /// <summary>Row or position numbers as a tensor, [n].</summary>
    public static torch.Tensor Create(ReadOnlySpan<int> numbers, torch.Device device)
    {
        torch.Tensor here = torch.empty((long[])[numbers.Length], torch.ScalarType.Int64, torch.CPU);
        Span<long> target = MemoryMarshal.Cast<byte, long>(here.bytes);
        for (int i = 0; i < numbers.Length; i++)
            target[i] = numbers[i];
        return device.type == DeviceType.CPU ? here : here.to(device);
    }

    /// <summary>Copies a tensor's elements, row-major, to <paramref name="destination"/>, which has their number.</summary>
    public static void Read<T>(torch.Tensor tensor, Span<T> destination) where T : unmanaged
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor here = tensor.detach().cpu().contiguous();
        MemoryMarshal.Cast<byte, T>(here.bytes).CopyTo(destination);
    }

    /// <summary>Overwrites a tensor with an array's values.</summary>
    public static void Write<T>(ReadOnlySpan<T> values, torch.Tensor tensor, long[] extents, torch.ScalarType type) where T : unmanaged
    {
        using DisposeScope scope = torch.NewDisposeScope();
        tensor.copy_(Create(values, extents, type, torch.CPU));
    }
}
