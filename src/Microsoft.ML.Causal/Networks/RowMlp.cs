// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>An <see cref="Mlp{T}"/> packed for one row at a time.</summary>
internal sealed class RowMlp
{
    private readonly RowLayer[] _layers;

    /// <summary>Packs <c>{name}.l1</c>, <c>{name}.l2</c>, … of <paramref name="weights"/>.</summary>
    public RowMlp(NamedArrays weights, string name)
    {
        var layers = new List<RowLayer>();
        for (int k = 1; weights.Has($"{name}.l{k}.weight"); k++)
            layers.Add(weights.Layer($"{name}.l{k}"));
        _layers = [.. layers];
        Width = _layers.Max(layer => layer.Padded);
    }

    /// <summary>Floats of scratch for the hidden layers: two buffers of the widest.</summary>
    public int Scratch => 2 * Width;

    /// <summary>Widest layer, padded.</summary>
    public int Width { get; }

    /// <summary>Number of hidden layers.</summary>
    public int HiddenLayers => _layers.Length - 1;

    /// <summary>Number of outputs.</summary>
    public int Outputs => _layers[^1].Outputs;

    /// <summary>Hidden layer <paramref name="k"/> from 0, with its ReLU.</summary>
    public Span<float> Hidden(int k, ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> result = y[.._layers[k].Padded];
        _layers[k].Apply(x, result);
        RowActivations.Apply(Activation.Relu, result);
        return result;
    }

    /// <summary>The output layer, in <paramref name="y"/>.</summary>
    public Span<float> Output(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> result = y[.._layers[^1].Padded];
        _layers[^1].Apply(x, result);
        return result;
    }

    /// <summary>All layers; the result lies in <paramref name="scratch"/>, padded.</summary>
    public Span<float> Forward(ReadOnlySpan<float> x, Span<float> scratch)
    {
        Span<float> current = scratch[..Width], other = scratch.Slice(Width, Width);
        ReadOnlySpan<float> input = x;
        for (int k = 0; k < HiddenLayers; k++)
        {
            input = Hidden(k, input, current);
            Span<float> swap = current;
            current = other;
            other = swap;
        }

        return Output(input, current);
    }
}
