// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>A trained network of UniMVT, packed for one row at a time; only the parts that its outputs need.</summary>
internal sealed class RowNetwork
{
    private readonly UniMvtModelSettings _settings;
    private readonly RowEncoder _encoder;
    private readonly RowRepresentation _representation;
    private readonly RowMlp _baseTower, _intensityHead;
    private readonly RowMlp? _unitUpliftHead;
    private readonly RowTreatmentTower? _treatmentTower;
    private readonly float[]? _baseSkip, _unitUpliftSkip;
    private readonly int _heads;

    public RowNetwork(NamedArrays weights, UniMvtModelSettings settings)
    {
        _settings = settings;
        _encoder = new(weights, settings);
        _representation = new(weights, settings);
        _baseTower = new(weights, "tower.base");
        _intensityHead = new(weights, "head.intensity");
        _unitUpliftHead = settings.UseCrossNetwork ? new(weights, "head.unit_uplift") : null;
        _treatmentTower = settings.UseCrossNetwork ? null : new(weights, settings);
        _baseSkip = settings.UseLinearSkips ? weights.Get("skip.base.weight").Values : null;
        _unitUpliftSkip = settings.UseLinearSkips && settings.UseCrossNetwork ? weights.Get("skip.unit_uplift.weight").Values : null;
        _heads = new[] { _baseTower.Scratch, _intensityHead.Scratch, _unitUpliftHead?.Scratch ?? 0, _treatmentTower?.Scratch ?? 0 }.Max();
    }

    /// <summary>Floats of working memory.</summary>
    public int Scratch =>
        _encoder.Width + 2 * _representation.Padded + Math.Max(_heads, Math.Max(_encoder.Scratch, _representation.Scratch));

    /// <summary>Runs the network and adds p(q) over <paramref name="intensities"/> to <paramref name="responses"/>.</summary>
    /// <param name="z">Standardised features.</param>
    /// <param name="categories">Codes.</param>
    /// <param name="own">The row's own intensity, or NaN: then t̂ takes its place.</param>
    /// <param name="intensities">Where the response is asked for.</param>
    /// <param name="responses">Of the same length.</param>
    /// <param name="scratch">Working memory.</param>
    public RowOutput Run(
        ReadOnlySpan<float> z, ReadOnlySpan<uint> categories, float own, ReadOnlySpan<float> intensities, Span<float> responses, Span<float> scratch)
    {
        Span<float> e = RowScratch.Cut(ref scratch, _encoder.Width);
        Span<float> u0 = RowScratch.Cut(ref scratch, _representation.Padded), ut = RowScratch.Cut(ref scratch, _representation.Padded);
        _encoder.Apply(z, categories, e, scratch);
        _representation.Apply(e, u0, ut, scratch);

        float baseLogit = _baseTower.Forward(u0, scratch)[0] + Skip(_baseSkip, e);
        float p0 = RowActivations.Sigmoid(baseLogit), predicted = PredictedIntensity(ut, scratch);
        float intensity = float.IsNaN(own) ? predicted : own;
        if (_treatmentTower is not null)
        {
            for (int g = 0; g < intensities.Length; g++)
                responses[g] += _treatmentTower.Probability(ut, intensities[g], scratch);
            float byTowers = 0;
            foreach (float tier in _settings.Tiers)
                byTowers += (_treatmentTower.Probability(ut, tier, scratch) - p0) / tier;
            float treated = intensity == 0 ? p0 : _treatmentTower.Probability(ut, intensity, scratch);
            return new(p0, byTowers / _settings.Tiers.Length, predicted, treated);
        }

        float eta = UnitUplift(_unitUpliftHead!.Forward(ut, scratch)[0] + Skip(_unitUpliftSkip, e));
        for (int g = 0; g < intensities.Length; g++)
            responses[g] += Response(baseLogit, p0, eta * intensities[g]);
        if (_settings.ResponseLink == ResponseLink.Probability)
            return new(p0, eta, predicted, Response(baseLogit, p0, eta * intensity));

        float uplift = 0;
        foreach (float tier in _settings.Tiers)
            uplift += (Response(baseLogit, p0, eta * tier) - p0) / tier;
        return new(p0, uplift / _settings.Tiers.Length, predicted, Response(baseLogit, p0, eta * intensity));
    }

    private float Response(float baseLogit, float p0, float uplift) => _settings.ResponseLink == ResponseLink.Logit
        ? RowActivations.Sigmoid(baseLogit + uplift)
        : Math.Clamp(p0 + uplift, (float)ResponseClamp.Low, (float)ResponseClamp.High);

    private float UnitUplift(float logit)
    {
        if (_settings.NonNegative && _settings.UnitUpliftActivation == UnitUpliftActivation.Relu)
            return MathF.Max(logit, 0);
        return (_settings.NonNegative ? RowActivations.Softplus(logit) : logit) / _settings.IntensityMaximum;
    }

    private float PredictedIntensity(ReadOnlySpan<float> ut, Span<float> scratch)
    {
        Span<float> head = _intensityHead.Forward(ut, scratch);
        if (_settings.IntensityHead != IntensityHead.Categorical)
            return RowActivations.Sigmoid(head[0]) * (_settings.IntensityMaximum - _settings.IntensityMinimum) + _settings.IntensityMinimum;

        int likeliest = 0;
        for (int k = 1; k < _intensityHead.Outputs; k++)
        {
            if (head[k] > head[likeliest])
                likeliest = k;
        }

        return _settings.Tiers[likeliest];
    }

    private static float Skip(float[]? weight, ReadOnlySpan<float> e)
    {
        float sum = 0;
        for (int i = 0; i < (weight?.Length ?? 0); i++)
            sum += weight![i] * e[i];
        return sum;
    }
}
