// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>A network of one hidden ReLU layer and one output, for one row at a time, in double.</summary>
internal sealed class RowPerceptron
{
    private readonly RowMatrix _hidden;
    private readonly double[] _bias, _output;
    private readonly double _outputBias;

    /// <summary>Reads <c>{name}.l1</c> and <c>{name}.l2</c>.</summary>
    public RowPerceptron(NamedArrays arrays, string name)
    {
        _hidden = new(arrays.Get($"{name}.l1.weight"));
        _bias = Array.ConvertAll(arrays.Get($"{name}.l1.bias").Values, value => (double)value);
        _output = Array.ConvertAll(arrays.Get($"{name}.l2.weight").Values, value => (double)value);
        _outputBias = arrays.Get($"{name}.l2.bias").Values[0];
    }

    /// <summary>Length of the input.</summary>
    public int Inputs => _hidden.Inputs;

    /// <summary>Doubles of scratch.</summary>
    public int Hidden => _hidden.Outputs;

    /// <summary>The output.</summary>
    public double Of(ReadOnlySpan<double> input, Span<double> scratch)
    {
        Span<double> hidden = scratch[..Hidden];
        _bias.CopyTo(hidden);
        _hidden.AddTo(input, hidden);
        double sum = _outputBias;
        for (int k = 0; k < hidden.Length; k++)
            sum += Math.Max(hidden[k], 0) * _output[k];
        return sum;
    }
}
