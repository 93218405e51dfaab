// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>A weight matrix, in double and transposed, for one row at a time.</summary>
internal sealed class RowMatrix
{
    private readonly double[] _columns;

    /// <summary>Takes W [out,in].</summary>
    public RowMatrix((int[] Shape, float[] Values) weight)
    {
        (Outputs, Inputs) = (weight.Shape[0], weight.Shape[1]);
        _columns = new double[Inputs * Outputs];
        for (int o = 0; o < Outputs; o++)
        for (int i = 0; i < Inputs; i++)
            _columns[i * Outputs + o] = weight.Values[o * Inputs + i];
    }

    private RowMatrix(int inputs, int outputs, double[] columns) => (Inputs, Outputs, _columns) = (inputs, outputs, columns);

    /// <summary>Length of x.</summary>
    public int Inputs { get; }

    /// <summary>Length of y.</summary>
    public int Outputs { get; }

    /// <summary>W of x ↦ second(first(x)).</summary>
    public static RowMatrix Product(RowMatrix second, RowMatrix first) => new(first.Inputs, second.Outputs, second.Apply(first._columns));

    /// <summary>y += W x.</summary>
    public void AddTo(ReadOnlySpan<double> x, Span<double> y)
    {
        int lanes = Vector<double>.Count, o = 0;
        for (; o + 2 * lanes <= Outputs; o += 2 * lanes)
        {
            // Two vectors of sums stay in registers while the inputs pass.
            Vector<double> first = new(y[o..]), second = new(y[(o + lanes)..]);
            for (int i = 0; i < Inputs; i++)
            {
                var value = new Vector<double>(x[i]);
                ReadOnlySpan<double> column = _columns.AsSpan(i * Outputs + o, 2 * lanes);
                first += value * new Vector<double>(column);
                second += value * new Vector<double>(column[lanes..]);
            }

            first.CopyTo(y[o..]);
            second.CopyTo(y[(o + lanes)..]);
        }

        for (int i = 0; i < Inputs && o < Outputs; i++)
            DoubleSpan.AddScaled(x[i], _columns.AsSpan(i * Outputs + o, Outputs - o), y[o..]);
    }

    /// <summary>W applied to every row of a table [k,in] → [k,out].</summary>
    public double[] Apply(ReadOnlySpan<double> table)
    {
        int rows = Inputs == 0 ? 0 : table.Length / Inputs;
        var result = new double[rows * Outputs];
        for (int r = 0; r < rows; r++)
            AddTo(table.Slice(r * Inputs, Inputs), result.AsSpan(r * Outputs, Outputs));
        return result;
    }
}
