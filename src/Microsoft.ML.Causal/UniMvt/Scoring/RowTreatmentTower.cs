// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary><see cref="TreatmentTower{T}"/> for one row; served only by a model that was trained without the X-network.</summary>
internal sealed class RowTreatmentTower
{
    private readonly RowMlp _tower;
    private readonly RowLayer _embed;
    private readonly RowLayer[] _gates;
    private readonly float _largest;

    public RowTreatmentTower(NamedArrays weights, UniMvtModelSettings settings)
    {
        _largest = settings.IntensityMaximum;
        _tower = new(weights, "tower.treated");
        _embed = weights.Layer("ta.embed");
        _gates = [.. Enumerable.Range(1, _tower.HiddenLayers).Select(k => weights.Layer($"ta.gate{k}"))];
    }

    /// <summary>Floats of working memory.</summary>
    public int Scratch => _embed.Padded + 3 * _tower.Width;

    /// <summary>p_t at <paramref name="intensity"/>.</summary>
    public float Probability(ReadOnlySpan<float> ut, float intensity, Span<float> scratch)
    {
        Span<float> embedding = RowScratch.Cut(ref scratch, _embed.Padded), gate = RowScratch.Cut(ref scratch, _tower.Width);
        Span<float> current = RowScratch.Cut(ref scratch, _tower.Width), other = RowScratch.Cut(ref scratch, _tower.Width);
        _embed.Apply([intensity / _largest, float.LogP1(intensity)], embedding);
        RowActivations.Apply(Activation.Relu, embedding);
        scoped ReadOnlySpan<float> input = ut;
        for (int k = 0; k < _tower.HiddenLayers; k++)
        {
            int width = _tower.Hidden(k, input, current).Length;
            _gates[k].Apply(embedding, gate);
            for (int j = 0; j < width; j++)
                current[j] *= 2 * RowActivations.Sigmoid(gate[j]);
            input = current[..width];
            Span<float> swap = current;
            current = other;
            other = swap;
        }

        return RowActivations.Sigmoid(_tower.Output(input, current)[0]);
    }
}
