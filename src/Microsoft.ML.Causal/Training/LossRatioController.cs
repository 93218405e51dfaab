// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;

namespace Microsoft.ML.Causal;

/// <summary>Holds the losses of a sum at target ratios to its main loss, whatever their own scales are.</summary>
/// <remarks>
/// <code>EMA_k ← d·EMA_k + (1 − d)·L_k,   λ_k = clamp(r_k·EMA_main/EMA_k, lo, hi),   λ_main = 1</code>
/// The averages start at the first losses and take a step's own losses before its weights are formed. During the warm-up λ_k = r_k:
/// the ratios of untrained heads say nothing. Loss 0 is the main one.
/// </remarks>
internal sealed class LossRatioController
{
    private readonly double[] _targets;
    private readonly double _decay, _low, _high;
    private readonly int _warmUpSteps;
    private readonly double[] _sums;
    private readonly int[] _counts;
    private int _steps;

    /// <summary>Sets the targets.</summary>
    /// <param name="targets">r_k; that of the main loss first. 0 leaves a loss out.</param>
    /// <param name="decay">d.</param>
    /// <param name="warmUpSteps">Steps with λ_k = r_k.</param>
    /// <param name="low">Least λ_k.</param>
    /// <param name="high">Largest λ_k.</param>
    public LossRatioController(double[] targets, double decay, int warmUpSteps, double low, double high)
    {
        (_targets, _decay, _warmUpSteps, _low, _high) = (targets, decay, warmUpSteps, low, high);
        (Averages, Ratios, Weights) = (new double[targets.Length], new double[targets.Length], (double[])targets.Clone());
        (_sums, _counts) = (new double[targets.Length], new int[targets.Length]);
    }

    /// <summary>EMA_k.</summary>
    public double[] Averages { get; }

    /// <summary>r_k·EMA_main/EMA_k, before the clamp.</summary>
    public double[] Ratios { get; }

    /// <summary>λ_k.</summary>
    public double[] Weights { get; }

    /// <summary>Steps in which a weight was clamped, over all losses.</summary>
    public int Clamped { get; private set; }

    /// <summary>
    /// Each loss since the last call as it was, mean over its steps, its weight now and what that makes of its average beside the main one; then
    /// begins to count anew.
    /// </summary>
    /// <param name="names">Names of the losses.</param>
    public string Describe(IReadOnlyList<string> names)
    {
        string text = string.Join(", ", names.Select((name, k) => _counts[k] == 0
            ? $"{name} none"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{name} {_sums[k] / _counts[k]:F4} × {Weights[k]:F3} = {Averages[k] * Weights[k] / Averages[0]:F3} of {names[0]}")));
        Array.Clear(_sums);
        Array.Clear(_counts);
        return text;
    }

    /// <summary>Saves or restores what the next weights depend on.</summary>
    public void Exchange(TrainingState state)
    {
        _steps = state.Exchange("ratios.steps", _steps);
        Clamped = state.Exchange("ratios.clamped", Clamped);
        state.Exchange("ratios.averages", Averages.AsSpan());
        state.Exchange("ratios.ratios", Ratios.AsSpan());
        state.Exchange("ratios.weights", Weights.AsSpan());
    }

    /// <summary>Takes a step's losses; NaN stands for a loss that the step does not have, whose average stays.</summary>
    /// <param name="losses">L_k.</param>
    public void Update(ReadOnlySpan<double> losses)
    {
        for (int k = 0; k < losses.Length; k++)
        {
            if (double.IsNaN(losses[k]))
                continue;
            _sums[k] += losses[k];
            _counts[k]++;
            Averages[k] = _steps == 0 || Averages[k] == 0 ? losses[k] : _decay * Averages[k] + (1 - _decay) * losses[k];
        }

        _steps++;
        for (int k = 0; k < _targets.Length; k++)
        {
            Ratios[k] = k == 0 ? 1 : Averages[k] > 0 ? _targets[k] * Averages[0] / Averages[k] : _targets[k];
            if (k == 0 || _steps <= _warmUpSteps || _targets[k] == 0)
            {
                Weights[k] = k == 0 ? 1 : _targets[k];
                continue;
            }

            Weights[k] = Math.Clamp(Ratios[k], _low, _high);
            Clamped += Weights[k] == Ratios[k] ? 0 : 1;
        }
    }
}
