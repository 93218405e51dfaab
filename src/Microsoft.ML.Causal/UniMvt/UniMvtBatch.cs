// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>One arm's rows of a mini-batch, gathered into buffers that are kept from step to step.</summary>
/// <typeparam name="T">Element type.</typeparam>
internal sealed class UniMvtBatch<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly UniMvtArm<T> _arm;
    private readonly T[] _features, _label, _intensity, _weight, _intensityTarget;
    private readonly int[] _categories, _tier;
    private readonly int _targets;

    /// <summary>Makes buffers for up to <paramref name="capacity"/> rows of <paramref name="arm"/>.</summary>
    public UniMvtBatch(UniMvtArm<T> arm, int capacity)
    {
        _arm = arm;
        _features = new T[capacity * arm.FeatureCount];
        _categories = new int[capacity * arm.CategoricalCount];
        _label = new T[capacity];
        _intensity = new T[capacity];
        _tier = new int[capacity];
        _weight = arm.Weight is null ? [] : new T[capacity];
        _targets = arm.Rows > 0 ? arm.IntensityTarget.Length / arm.Rows : 0;
        _intensityTarget = new T[capacity * _targets];
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; private set; }

    /// <summary>z, [n,d].</summary>
    public ReadOnlySpan<T> Features => _features.AsSpan(0, Rows * _arm.FeatureCount);

    /// <summary>Codes, [c,n].</summary>
    public ReadOnlySpan<int> Categories => _categories.AsSpan(0, Rows * _arm.CategoricalCount);

    /// <summary>y, [n].</summary>
    public ReadOnlySpan<T> Label => _label.AsSpan(0, Rows);

    /// <summary>t, [n].</summary>
    public ReadOnlySpan<T> Intensity => _intensity.AsSpan(0, Rows);

    /// <summary>Index of the nearest tier, [n].</summary>
    public ReadOnlySpan<int> Tier => _tier.AsSpan(0, Rows);

    /// <summary>Weights, [n], or empty where all are 1.</summary>
    public ReadOnlySpan<T> Weight => _weight.Length == 0 ? default : _weight.AsSpan(0, Rows);

    /// <summary>Targets of the intensity head, [n] or [n,tiers]; empty where they are what was observed.</summary>
    public ReadOnlySpan<T> IntensityTarget => _intensityTarget.AsSpan(0, Rows * _targets);

    /// <summary>Gathers rows of the arm.</summary>
    public void Gather(ReadOnlySpan<int> rows)
    {
        Rows = rows.Length;
        int d = _arm.FeatureCount;
        for (int i = 0; i < rows.Length; i++)
        {
            int row = rows[i];
            _arm.Features.AsSpan(row * d, d).CopyTo(_features.AsSpan(i * d));
            _label[i] = _arm.Label[row];
            _intensity[i] = _arm.Intensity[row];
            _tier[i] = _arm.Tier[row];
            _arm.IntensityTarget.AsSpan(row * _targets, _targets).CopyTo(_intensityTarget.AsSpan(i * _targets));
            if (_arm.Weight is not null)
                _weight[i] = _arm.Weight[row];
            for (int c = 0; c < _arm.CategoricalCount; c++)
                _categories[c * rows.Length + i] = _arm.Categories[c][row];
        }
    }
}
