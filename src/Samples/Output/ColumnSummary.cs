// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Samples;

/// <summary>Count, mean, least and greatest value of a column, gathered as it goes by.</summary>
internal sealed class ColumnSummary(string name)
{
    private double _sum;

    public string Name { get; } = name;

    public long Rows { get; private set; }

    public float Least { get; private set; } = float.PositiveInfinity;

    public float Greatest { get; private set; } = float.NegativeInfinity;

    public double Mean => _sum / Rows;

    public void Add(float value)
    {
        Rows++;
        _sum += value;
        Least = Math.Min(Least, value);
        Greatest = Math.Max(Greatest, value);
    }
}
