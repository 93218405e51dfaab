// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>An <see cref="OutcomeTower{T}"/> for one journey at a time.</summary>
internal sealed class RowOutcomeTower : IBaseLogit, IMediatorEffect
{
    private readonly RowTrunk _trunk;
    private readonly double[] _gate, _valueBias;
    private readonly double _gateBias;
    private readonly RowMatrix _value;
    private readonly RowPerceptron _base, _effect;
    private readonly int _context;

    /// <summary>Reads a tower's weights.</summary>
    public RowOutcomeTower(NamedArrays arrays, CoreShape inputs, double[] itemContent)
    {
        _context = inputs.Context;
        _trunk = new(arrays, inputs, itemContent);
        _gate = Array.ConvertAll(arrays.Get("w_g").Values, value => (double)value);
        _gateBias = arrays.Get("b_g").Values[0];
        _value = new(arrays.Get("V"));
        _valueBias = Array.ConvertAll(arrays.Get("b_V").Values, value => (double)value);
        _base = new(arrays, "b");
        _effect = new(arrays, "a");
    }

    /// <inheritdoc/>
    public int Scratch => Math.Max(
        _trunk.Scratch + _trunk.Hidden + _value.Outputs + _base.Inputs + _base.Hidden, _effect.Inputs + _effect.Hidden);

    /// <inheritdoc/>
    public double Forward(in EncodedRow row, Span<double> scratch)
    {
        Span<double> common = DoubleScratch.Cut(ref scratch, _trunk.Scratch), h = DoubleScratch.Cut(ref scratch, _trunk.Hidden);
        Span<double> value = DoubleScratch.Cut(ref scratch, _value.Outputs), input = DoubleScratch.Cut(ref scratch, _base.Inputs);
        input.Clear();
        _trunk.Begin(row, common);
        for (int j = 0; j < row.Length; j++)
        {
            _trunk.Touch(row, j, h, common);
            double gate = 1 / (1 + Math.Exp(-_gateBias - DoubleSpan.Dot(_gate, h)));
            _valueBias.CopyTo(value);
            _value.AddTo(h, value);
            DoubleSpan.AddScaled(gate, value, input[..value.Length]);
        }

        row.X.CopyTo(input[value.Length..]);
        input[^1] = row.Length / 8.0;
        return _base.Of(input, scratch);
    }

    /// <inheritdoc/>
    public void Forward(ReadOnlySpan<double> x, Span<double> effects, Span<double> scratch)
    {
        Span<double> input = DoubleScratch.Cut(ref scratch, _effect.Inputs);
        x.CopyTo(input[2..]);
        for (int h = 0; h < effects.Length; h++)
        {
            (input[0], input[1]) = (h / (1.0 + h), h / 8.0);
            effects[h] = _effect.Of(input, scratch);
        }

        for (int h = effects.Length - 1; h >= 0; h--)
            effects[h] -= effects[0];
    }
}
