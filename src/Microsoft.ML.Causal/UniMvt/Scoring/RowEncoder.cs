// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Microsoft.ML.Causal;

/// <summary><see cref="InputEncoder{T}"/> for one row.</summary>
internal sealed class RowEncoder
{
    private readonly int _features, _waves, _embedding, _categoryWidth;
    private readonly float[] _twoPiFrequencies = [];
    private readonly RowLayer[] _layers = [];
    private readonly float[][] _tables;

    public RowEncoder(NamedArrays weights, UniMvtModelSettings settings)
    {
        _features = settings.FeatureCount;
        _categoryWidth = settings.CategoricalWidth;
        Width = _features;
        if (settings.InputEncoding == InputEncoding.Periodic && _features > 0)
        {
            (int[] shape, float[] frequencies) = weights.Get("encoder.frequencies");
            _waves = shape[1];
            _embedding = settings.EncodingWidth;
            Width += _features * _embedding;

            // Angles of a feature are padded to whole vectors, so that sines and cosines are taken 16 at a time.
            _twoPiFrequencies = new float[RowLayer.Pad(_features * _waves)];
            for (int i = 0; i < frequencies.Length; i++)
                _twoPiFrequencies[i] = MathF.Tau * frequencies[i];
            float[] weight = weights.Get("encoder.weight").Values, bias = weights.Get("encoder.bias").Values;
            int inputs = 2 * _waves + 1;
            _layers = new RowLayer[_features];
            for (int i = 0; i < _features; i++)
            {
                _layers[i] = new RowLayer(
                    weight.AsSpan(i * _embedding * inputs, _embedding * inputs), bias.AsSpan(i * _embedding, _embedding), inputs, _embedding);
            }
        }

        _tables = [.. settings.Cardinalities.Select((_, c) => weights.Get($"embedding.{c}").Values)];
        Width += _tables.Length * _categoryWidth;
    }

    /// <summary>Number of columns of e(x).</summary>
    public int Width { get; }

    /// <summary>Floats of working memory.</summary>
    public int Scratch => 2 * _twoPiFrequencies.Length + 2 * _waves + 1 + RowLayer.Pad(_embedding);

    /// <summary>e(x) from standardised features and codes.</summary>
    public void Apply(ReadOnlySpan<float> z, ReadOnlySpan<uint> categories, Span<float> e, Span<float> scratch)
    {
        z.CopyTo(e);
        if (_layers.Length > 0)
            Periodic(z, e.Slice(_features, _features * _embedding), scratch);
        int at = _features + _layers.Length * _embedding;
        for (int c = 0; c < _tables.Length; c++, at += _categoryWidth)
        {
            // A category that training did not see counts as missing.
            int rows = _tables[c].Length / _categoryWidth;
            int code = categories[c] < rows ? (int)categories[c] : 0;
            _tables[c].AsSpan(code * _categoryWidth, _categoryWidth).CopyTo(e[at..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Periodic(ReadOnlySpan<float> z, Span<float> embeddings, Span<float> scratch)
    {
        Span<float> sine = RowScratch.Cut(ref scratch, _twoPiFrequencies.Length), cosine = RowScratch.Cut(ref scratch, sine.Length);
        Span<float> inputs = RowScratch.Cut(ref scratch, 2 * _waves + 1), output = scratch;
        for (int i = 0; i < _features; i++)
            sine.Slice(i * _waves, _waves).Fill(z[i]);
        sine[(_features * _waves)..].Clear();

        Span<Vector512<float>> sines = MemoryMarshal.Cast<float, Vector512<float>>(sine), cosines = MemoryMarshal.Cast<float, Vector512<float>>(cosine);
        ReadOnlySpan<Vector512<float>> frequencies = MemoryMarshal.Cast<float, Vector512<float>>(_twoPiFrequencies);
        for (int v = 0; v < sines.Length; v++)
            (sines[v], cosines[v]) = Vector512.SinCos(sines[v] * frequencies[v]);

        for (int i = 0; i < _features; i++)
        {
            sine.Slice(i * _waves, _waves).CopyTo(inputs);
            cosine.Slice(i * _waves, _waves).CopyTo(inputs[_waves..]);
            inputs[2 * _waves] = z[i];
            _layers[i].Apply(inputs, output);
            for (int j = 0; j < _embedding; j++)
                embeddings[i * _embedding + j] = MathF.Max(output[j], 0);
        }
    }
}
