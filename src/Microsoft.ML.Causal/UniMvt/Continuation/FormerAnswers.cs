// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>Lets a former model answer for the rows that it was trained on, by blending its answers into the targets of new rows.</summary>
/// <remarks>
/// <code>ỹ = (y + κ p̂(x, w, t))/(1 + κ),   κ = former rows that count / new rows</code>
/// Cross-entropy is linear in its target, so the loss of new rows with blended targets is, up to a factor, that of the new rows and of κ
/// times as many former ones whose labels follow the former model, if former rows are spread as the new ones are. Near the former
/// weights that is the quadratic pull of the whole information matrix, of which a penalty on single weights keeps the diagonal only.
/// For a row with a key that the former model has not seen there is nothing to answer: it keeps its own targets, and its weight 1 of 1 + κ.
/// </remarks>
internal static class FormerAnswers
{
    private const int Batch = 1024;

    /// <summary>An arm with blended labels, and for treated rows blended intensity targets; what stays is shared with <paramref name="arm"/>.</summary>
    /// <param name="arm">New rows of one arm.</param>
    /// <param name="treated">Which arm.</param>
    /// <param name="weight">κ.</param>
    /// <param name="network">The former network.</param>
    /// <param name="settings">Its form.</param>
    /// <param name="knownKeys">Number of keys that it has seen of each categorical input.</param>
    /// <param name="tape">Of the network's parameters.</param>
    public static UniMvtArm<T> Blend<T>(
        UniMvtArm<T> arm, bool treated, double weight, UniMvtNetwork<T> network, UniMvtModelSettings settings, int[] knownKeys, Tape<T> tape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int targets = settings.IntensityHead == IntensityHead.Categorical ? settings.Tiers.Length : 1;
        T[] label = new T[arm.Rows], intensity = treated ? new T[arm.Rows * targets] : [], answers = new T[Batch * targets];
        var batch = new UniMvtBatch<T>(arm, Batch);
        T answered = T.CreateChecked(weight / (1 + weight));
        bool[] unknown = [.. Enumerable.Range(0, arm.Rows).Select(i => arm.Categories.Where((codes, c) => codes[i] > knownKeys[c]).Any())];
        for (int start = 0; start < arm.Rows; start += Batch)
        {
            int count = Math.Min(Batch, arm.Rows - start);
            batch.Gather([.. Enumerable.Range(start, count)]);
            tape.Reset();
            tape.Training = false;
            UniMvtOutputs<T> outputs = network.Forward(tape, batch.Features, batch.Categories, count, treated);
            Probability(outputs).CopyTo(answers.AsSpan(0, count));
            for (int i = 0; i < count; i++)
                label[start + i] = batch.Label[i] + Share(start + i) * (answers[i] - batch.Label[i]);
            if (!treated)
                continue;

            (targets == 1 ? network.PredictedIntensity(tape, outputs.Intensity!) : tape.Softmax(outputs.Intensity!)).CopyTo(answers.AsSpan(0, count * targets));
            for (int i = 0; i < count * targets; i++)
            {
                T own = targets == 1 ? batch.Intensity[i] : batch.Tier[i / targets] == i % targets ? T.One : T.Zero;
                intensity[start * targets + i] = own + Share(start + i / targets) * (answers[i] - own);
            }
        }

        tape.Reset();
        tape.Training = true;
        T[]? weights = !unknown.Contains(true)
            ? arm.Weight
            : [.. unknown.Select((isUnknown, i) => (arm.Weight?[i] ?? T.One) * (isUnknown ? T.One - answered : T.One))];
        return arm.With(label, weights, intensity);

        T Share(int i) => unknown[i] ? T.Zero : answered;

        Tensor<T> Probability(UniMvtOutputs<T> outputs)
        {
            if (!treated)
                return tape.Activate(outputs.BaseLogit, Activation.Sigmoid);
            Tensor<T> observed = tape.Constant(batch.Intensity, new Shape(batch.Rows, 1));
            return outputs.UnitUpliftLogit is { } logit
                ? CounterfactualConsistencyLoss.Probability(
                    tape, outputs.BaseLogit, tape.Multiply(network.UnitUplift(tape, logit), observed), settings.ResponseLink)
                : tape.Activate(network.TreatmentTower!.Forward(tape, outputs.Treated, observed), Activation.Sigmoid);
        }
    }
}
