// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What the matches of producers say of the mediator beside its proxies: a second likelihood on the same η.</summary>
/// <remarks>
/// <code>ℓ = −Σ_touches log P(code_j) − λ Σ_producers R log Σ_j π_j LR_j,   π_j = p_j/Σ_k p_k</code>
/// Proxies tell how likely a touch is to move the user, matches which of a row's touches did; a hidden confounder of the row is in neither.
/// π is the share of p, not of e^η as in the matched form: here p is on the scale of chances, and the cause is one of the touches that moved the user.
/// Matches add to gradients alone; the information behind precisions and variances is that of the proxies, of which there are many more.
/// </remarks>
internal sealed class MatchLikelihood
{
    private readonly AlmMtaTrainingData _data;
    private readonly SoftLabels _labels;
    private readonly double _weight;

    /// <summary>The counts behind the labels as arrays of a model.</summary>
    public IEnumerable<(string Name, int[] Shape, float[] Values)> Arrays() => _labels.Arrays();

    /// <summary>Takes labels and λ.</summary>
    public MatchLikelihood(AlmMtaTrainingData data, SoftLabels labels, double weight) => (_data, _labels, _weight) = (data, labels, weight);

    /// <summary>The matches of the training rows, where the options name a match column and give it a weight; otherwise null.</summary>
    public static MatchLikelihood? Of(
        AlmMtaOptions options, AlmMtaTrainingData data, ReadOnlySpan<int> training, int seed, AlmMtaFormer? former, ITrainingMonitor monitor)
    {
        if (options.MatchColumnName is null || options.MatchWeight == 0 || data.Match is null)
            return null;
        SoftLabels labels = SoftLabels.Of(data, training, seed, monitor, former);
        monitor.Message($"Matches beside the proxies: a cause is known for {labels.Capped.Sum():F0} works of {data.Label.Count(y => y)}.");
        return new(data, labels, options.MatchWeight);
    }

    /// <summary>Adds λ ∂ℓ/∂η of the matches of row <paramref name="i"/>.</summary>
    /// <param name="i">The row.</param>
    /// <param name="eta">η, [L].</param>
    /// <param name="slope">Is added to, [L].</param>
    /// <returns>λ times its loss, nats.</returns>
    public double AddTo(int i, ReadOnlySpan<double> eta, Span<double> slope)
    {
        int length = eta.Length;
        ReadOnlySpan<double> labels = _labels.Raw.AsSpan(_data.Offsets[i], length);

        // A row of one touch has nothing to compare it with.
        if (length < 2 || !labels.ContainsAnyExcept(0.0))
            return 0;
        double weight = _weight * (_data.Weight?[i] ?? 1);
        Span<double> log = stackalloc double[length], pi = stackalloc double[length], own = stackalloc double[length];
        for (int j = 0; j < length; j++)
            log[j] = -(Math.Max(-eta[j], 0) + double.LogP1(Math.Exp(-Math.Abs(eta[j]))));
        double loss = ContrastLoss.Mixture(log, labels, pi, own, out _);

        // ∂ log p/∂η = 1 − p.
        for (int j = 0; j < length; j++)
            slope[j] += weight * own[j] / (1 + Math.Exp(eta[j]));
        return weight * loss;
    }
}
