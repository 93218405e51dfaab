// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>Rows of a mini-batch in buffers that are kept from step to step.</summary>
/// <typeparam name="T">Element type.</typeparam>
internal sealed class UpliftBatch<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _features, _treated, _control, _dose, _label;
    private readonly int _width;

    public UpliftBatch(int capacity, int width)
    {
        _width = width;
        _features = new T[capacity * width];
        _treated = new T[capacity];
        _control = new T[capacity];
        _dose = new T[capacity];
        _label = new T[capacity];
    }

    /// <summary>Number of rows, n.</summary>
    public int Rows { get; private set; }

    /// <summary>Number of features, d.</summary>
    public int Width => _width;

    /// <summary>z, [n,d].</summary>
    public ReadOnlySpan<T> Features => _features.AsSpan(0, Rows * _width);

    /// <summary>w, [n], 0 or 1.</summary>
    public ReadOnlySpan<T> Treated => _treated.AsSpan(0, Rows);

    /// <summary>1 − w, [n].</summary>
    public ReadOnlySpan<T> Control => _control.AsSpan(0, Rows);

    /// <summary>t/t_max, [n], 0 for controls.</summary>
    public ReadOnlySpan<T> Dose => _dose.AsSpan(0, Rows);

    /// <summary>y, [n], 0 or 1.</summary>
    public ReadOnlySpan<T> Label => _label.AsSpan(0, Rows);

    /// <summary>Empties the batch.</summary>
    public void Clear() => Rows = 0;

    /// <summary>Adds a row.</summary>
    public void Add(ReadOnlySpan<float> z, bool treated, float dose, bool label)
    {
        for (int j = 0; j < _width; j++)
            _features[Rows * _width + j] = T.CreateTruncating(z[j]);
        _treated[Rows] = treated ? T.One : T.Zero;
        _control[Rows] = treated ? T.Zero : T.One;
        _dose[Rows] = T.CreateTruncating(dose);
        _label[Rows] = label ? T.One : T.Zero;
        Rows++;
    }
}
