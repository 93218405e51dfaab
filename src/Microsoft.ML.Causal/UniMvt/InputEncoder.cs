// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>e(x): standardised features, their periodic embeddings, and the embeddings of categories, side by side.</summary>
internal sealed class InputEncoder<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Parameter<T>? _frequencies, _weight, _bias;
    private readonly Parameter<T>[] _tables;
    private readonly Tensor<T>[] _parts;
    private readonly int _features;

    public InputEncoder(UniMvtModelSettings settings, double frequencyScale, RandomStream random)
    {
        _features = settings.FeatureCount;
        Width = _features;
        if (settings.InputEncoding == InputEncoding.Periodic && _features > 0)
        {
            int inputs = 2 * settings.Frequencies + 1;
            _frequencies = new Parameter<T>("encoder.frequencies", new Shape(_features, settings.Frequencies), decays: false);
            random.FillGaussian(_frequencies.Values.AsSpan(), frequencyScale);
            _weight = Initialisation.Uniform<T>("encoder.weight", new Shape(_features, settings.EncodingWidth, inputs), inputs, random);
            _bias = Initialisation.Bias<T>("encoder.bias", _features * settings.EncodingWidth);
            Width += _features * settings.EncodingWidth;
        }

        _tables = new Parameter<T>[settings.Cardinalities.Length];
        for (int c = 0; c < _tables.Length; c++)
        {
            // Row 0 stands for a missing category, which gets an embedding of its own.
            _tables[c] = Initialisation.Uniform<T>(
                $"embedding.{c}", new Shape(settings.Cardinalities[c] + 1, settings.CategoricalWidth), settings.CategoricalWidth, random);
        }

        Width += _tables.Length * settings.CategoricalWidth;
        _parts = new Tensor<T>[_tables.Length + 2];
    }

    /// <summary>Number of columns of e(x).</summary>
    public int Width { get; }

    /// <summary>All trainable tensors.</summary>
    public IEnumerable<Parameter<T>> Parameters => _frequencies is null ? _tables : [_frequencies, _weight!, _bias!, .. _tables];

    /// <param name="tape">Records.</param>
    /// <param name="z">Standardised features, [n,d].</param>
    /// <param name="categories">Codes, column by column, [c,n].</param>
    /// <param name="rows">n.</param>
    /// <returns>e(x), [n,width].</returns>
    public Tensor<T> Forward(Tape<T> tape, ReadOnlySpan<T> z, ReadOnlySpan<int> categories, int rows)
    {
        Tensor<T>? numeric = _features > 0 ? tape.Constant(z, new Shape(rows, _features)) : null;
        if (_frequencies is null && _tables.Length == 0)
            return numeric!;

        int count = 0;
        if (numeric is not null)
            _parts[count++] = numeric;
        if (_frequencies is not null)
            _parts[count++] = tape.PeriodicEncoding(numeric!, tape.Use(_frequencies), tape.Use(_weight!), tape.Use(_bias!));     // [n,d·e]
        for (int c = 0; c < _tables.Length; c++)
            _parts[count++] = tape.Embedding(tape.Use(_tables[c]), categories.Slice(c * rows, rows));
        return count == 1 ? _parts[0] : tape.Concat(_parts.AsSpan(0, count));
    }
}
