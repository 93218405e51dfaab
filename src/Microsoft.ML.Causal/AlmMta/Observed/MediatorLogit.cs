// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The mediator as scoring reads it: a core plus α times the mean of its towers, or towers alone.</summary>
internal sealed class MediatorLogit
{
    /// <summary>Where the core's arrays are.</summary>
    public const string CorePrefix = "mediator.core.";

    /// <summary>Where the variances of the core's parameters are.</summary>
    public const string VariancePrefix = "mediator.variance.";

    private readonly double _share;
    private readonly IMediatorLogit? _core;
    private readonly IMediatorLogit[] _towers;
    private readonly MediatorCore? _variance;
    private readonly CoreShape _shape;
    private readonly double[] _squaredContent;
    private readonly int _inner, _longest;

    /// <summary>Reads the model's arrays.</summary>
    public MediatorLogit(AlmMtaModel model, CoreShape shape)
    {
        _shape = shape;
        _longest = model.Settings.MaxTouchpoints;
        _share = model.Settings.StackShare;
        float[] items = new NamedArrays(model.Arrays, "").Get("item.content").Values;
        double[] content = Array.ConvertAll(items, v => (double)v);
        _core = model.Settings.HasCore ? ReadCore(model, shape, CorePrefix) : null;
        _towers = [.. Enumerable.Range(0, model.Settings.Towers).Select(k => new RowMediatorTower(new NamedArrays(model.Arrays, TowerPrefix(k)), shape, content))];
        _variance = model.Settings.BootstrapFits > 0 && _core is not null ? ReadCore(model, shape, VariancePrefix) : null;
        _squaredContent = Array.ConvertAll(content, v => v * v);
        _inner = Math.Max(_core?.Scratch ?? 0, _towers.Length > 0 ? _towers.Max(tower => tower.Scratch) : 0);
    }

    /// <summary>Doubles of scratch.</summary>
    public int Scratch => _inner + _longest + _shape.Context + (_squaredContent.Length == 0 ? _longest * _shape.Content : 0);

    /// <summary>Where the arrays of a tower are.</summary>
    public static string TowerPrefix(int tower) => $"mediator.tower{tower}.";

    /// <summary>Writes η of every touch.</summary>
    public void Forward(in EncodedRow row, Span<double> eta, Span<double> scratch)
    {
        Span<double> other = DoubleScratch.Cut(ref scratch, row.Length);
        if (_core is null)
            eta.Clear();
        else
            _core.Forward(row, eta, scratch);
        foreach (IMediatorLogit tower in _towers)
        {
            tower.Forward(row, other, scratch);
            DoubleSpan.AddScaled(_share / _towers.Length, other, eta);
        }
    }

    /// <summary>Writes p of every touch as it is one place nearer to the end, its place once a later touch is dropped.</summary>
    public void Shifted(in EncodedRow row, Span<double> p, Span<double> scratch)
    {
        Forward(row with { RecencyShift = 1 }, p, scratch);
        foreach (ref double value in p)
            value = 1 / (1 + Math.Exp(-value));
    }

    /// <summary>Writes the posterior variance of η of every touch: Σ feature²/(F + τ).</summary>
    public void Variance(in EncodedRow row, Span<double> variance, Span<double> scratch)
    {
        if (_variance is null)
        {
            variance.Clear();
            return;
        }

        Span<double> squares = DoubleScratch.Cut(ref scratch, _shape.Context);
        for (int i = 0; i < squares.Length; i++)
            squares[i] = row.X[i] * row.X[i];
        ReadOnlySpan<double> content = _squaredContent;
        if (_squaredContent.Length == 0)
        {
            Span<double> own = DoubleScratch.Cut(ref scratch, row.Content.Length);
            for (int k = 0; k < own.Length; k++)
                own[k] = row.Content[k] * row.Content[k];
            content = own;
        }

        // The same sum with squared features: variances take the place of parameters. Numeric columns add none of their own.
        _variance.Forward(row with { X = squares, Content = content }, variance, scratch);
    }

    private static MediatorCore ReadCore(AlmMtaModel model, CoreShape shape, string prefix)
    {
        var arrays = new NamedArrays(model.Arrays, prefix);
        MediatorTerms terms = (arrays.Has("intercept") ? MediatorTerms.Context : MediatorTerms.None) | (arrays.Has("clusterContext") ? MediatorTerms.ClusterContext : MediatorTerms.None);
        var core = new MediatorCore(shape, terms, training: false);
        CoreArrays.Read(core.Parameters, arrays);
        return core;
    }
}
